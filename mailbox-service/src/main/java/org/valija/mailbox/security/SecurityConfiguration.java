package org.valija.mailbox.security;

import jakarta.servlet.DispatcherType;
import java.security.SecureRandom;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.web.ProblemWriter;

/** Which scope each endpoint asks for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SecurityProperties.class)
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
    SecurityFilterChain endpoints(HttpSecurity http, Bearers bearers) throws Exception {
        http.authorizeHttpRequests(requests -> requests
                // Answers, errors among them, that were allowed when the request came in
                .dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                .permitAll()
                .requestMatchers("/v1/openapi.json", "/v1/openapi.json/**", "/swagger-ui.html", "/swagger-ui/**")
                .permitAll()
                // Numbers and health, no addresses: for probes and Prometheus, which bear no key
                .requestMatchers("/actuator/health/**", "/actuator/info", "/actuator/prometheus")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/v1/sessions")
                .permitAll()
                .requestMatchers("/v1/sessions/challenges", "/v1/sessions/proofs")
                .hasAuthority(Scope.LOGIN.name())
                .requestMatchers("/v1/sessions/renewals")
                .hasAuthority(Scope.OWN.name())
                .requestMatchers("/v1/recipients")
                .hasAuthority(Scope.RESOLVE.name())
                .requestMatchers("/v1/deliveries")
                .hasAuthority(Scope.DELIVER.name())
                .requestMatchers("/v1/event-types/**")
                .permitAll()
                .requestMatchers("/v1/events/rejections")
                .hasAuthority(Scope.REPORT.name())
                .requestMatchers("/v1/events")
                .hasAnyAuthority(Scope.FOLLOW.name(), Scope.OWN.name())
                .requestMatchers(HttpMethod.GET, "/v1/accounts/{account}")
                .access(administratorOrOwner())
                .requestMatchers("/v1/accounts/{account}", "/v1/accounts/{account}/retention")
                .hasAuthority(Scope.ADMINISTER.name())
                .requestMatchers(
                        HttpMethod.POST,
                        "/v1/accounts/{account}/app-passwords",
                        "/v1/accounts/{account}/app-passwords/**")
                .access((_, request) -> new AuthorizationDecision(isOwnerByPassword(request)))
                .requestMatchers("/v1/accounts/{account}/app-passwords/**", "/v1/accounts/{account}/login-policy")
                .access((_, request) -> new AuthorizationDecision(isAdministrator() || isOwnerByPassword(request)))
                .requestMatchers("/v1/accounts/{account}/**")
                .access((_, request) -> new AuthorizationDecision(isOwner(request)))
                .anyRequest()
                .hasAuthority(Scope.ADMINISTER.name()));
        http.addFilterBefore(new CallerFilter(bearers), AuthorizationFilter.class);
        http.exceptionHandling(refusals -> refusals.authenticationEntryPoint((_, response, _) -> ProblemWriter.write(
                        response,
                        ProblemType.toProblem(
                                new MailboxException.NotAuthenticated("a token, key or credential is needed"))))
                .accessDeniedHandler((_, response, _) -> ProblemWriter.write(
                        response,
                        ProblemType.toProblem(new MailboxException.NotPermitted("the caller may not do this")))));
        http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
        // No cookie and no form authenticates anybody, so nobody can be made to send one
        http.csrf(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.requestCache(AbstractHttpConfigurer::disable);
        http.anonymous(_ -> {});
        return http.build();
    }

    /** Keeps Spring Boot from making up a user with a password. */
    @Bean
    AuthenticationManager noOtherUsers() {
        return _ -> {
            throw new AuthenticationException("no users but callers") {};
        };
    }

    private static AuthorizationManager<RequestAuthorizationContext> administratorOrOwner() {
        return (_, request) -> new AuthorizationDecision(isAdministrator() || isOwner(request));
    }

    private static boolean isAdministrator() {
        return Callers.current()
                .filter(caller -> caller.scopes().contains(Scope.ADMINISTER))
                .isPresent();
    }

    /** Whether it is the user, by their own password: an app password must not open more than it is for. */
    private static boolean isOwnerByPassword(RequestAuthorizationContext request) {
        return isOwner(request)
                && Callers.current()
                        .filter(caller -> caller instanceof Caller.User user
                                && user.protocol() == Protocol.REST
                                && user.appPassword() == null)
                        .isPresent();
    }

    /** Whether the token is for the account that the path names. */
    private static boolean isOwner(RequestAuthorizationContext request) {
        return Callers.current()
                .filter(caller -> caller instanceof Caller.User user
                        && user.account()
                                .toString()
                                .equals(request.getVariables().get("account")))
                .isPresent();
    }
}
