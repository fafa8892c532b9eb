package org.valija.mailbox.security;

import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.web.ProblemWriter;

/** Lets Spring Security ask {@link EndpointRules}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SecurityProperties.class, RateLimitProperties.class})
class SecurityConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    SecureRandom secureRandom() {
        return new SecureRandom();
    }

    @Bean
    SecurityFilterChain endpoints(
            HttpSecurity http,
            Bearers bearers,
            EndpointRules rules,
            RefusalObserver refusals,
            RateLimitProperties limits)
            throws Exception {
        http.authorizeHttpRequests(requests -> requests
                // Answers, errors among them, that were allowed when the request came in
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll());
        http.authorizeHttpRequests(requests -> {
            for (var rule : rules.rules()) {
                var matched = rule.method() == null
                        ? requests.requestMatchers(rule.path())
                        : requests.requestMatchers(rule.method(), rule.path());
                if (rule.who().isAnybody()) {
                    matched.permitAll();
                } else {
                    matched.access((_, request) -> decide(rule.who(), request));
                }
            }
        });
        http.addFilterBefore(new CallerFilter(bearers, refusals), AuthorizationFilter.class);
        http.addFilterAfter(new RateLimitFilter(limits), CallerFilter.class);
        http.exceptionHandling(answers -> answers.authenticationEntryPoint((_, response, _) -> ProblemWriter.write(
                        response,
                        ProblemType.toProblem(
                                new MailboxException.NotAuthenticated("a token, key or credential is needed"))))
                .accessDeniedHandler(
                        (_, response, denied) -> ProblemWriter.write(response, Refused.toProblem(denied))));
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // No cookie and no form authenticates anybody, so nobody can be made to send one
        http.csrf(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.servletApi(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        http.anonymous(_ -> {});
        return http.build();
    }

    /** A request is observed once, as a whole: observing each filter took longer than the filters. */
    @Bean
    SecurityObservationSettings noObservationOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    /** Keeps Spring Boot from making up a user with a password. */
    @Bean
    AuthenticationManager noOtherUsers() {
        return _ -> {
            throw new AuthenticationException("no users but callers") {};
        };
    }

    private static AuthorizationDecision decide(Who who, RequestAuthorizationContext request) {
        return new AuthorizationDecision(Callers.current()
                .filter(caller -> who.includes(caller, request))
                .isPresent());
    }
}
