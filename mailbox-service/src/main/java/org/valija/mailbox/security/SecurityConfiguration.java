package org.valija.mailbox.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.SingleResultAuthorizationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.DefaultSecurityFilterChain;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.access.intercept.RequestMatcherDelegatingAuthorizationManager;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.context.request.async.WebAsyncManagerIntegrationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.CacheControlHeadersWriter;
import org.springframework.security.web.header.writers.HstsHeaderWriter;
import org.springframework.security.web.header.writers.XContentTypeOptionsHeaderWriter;
import org.springframework.security.web.header.writers.XXssProtectionHeaderWriter;
import org.springframework.security.web.header.writers.frameoptions.XFrameOptionsHeaderWriter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.DispatcherTypeRequestMatcher;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.web.ProblemWriter;

/**
 * Lets Spring Security ask {@link EndpointRules}. Its filters are put together here, and not by {@code HttpSecurity}, which
 * takes a start a twentieth longer. Without a session, a form or a cookie nobody can be made to send a request unawares.
 */
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

    /** By the name under which Spring Boot puts it before all that answers requests. */
    @Bean
    FilterChainProxy springSecurityFilterChain(SecurityFilterChain endpoints) {
        return new FilterChainProxy(endpoints);
    }

    @Bean
    SecurityFilterChain endpoints(
            Bearers bearers, EndpointRules rules, RefusalObserver refusals, RateLimitProperties limits) {
        return new DefaultSecurityFilterChain(
                AnyRequestMatcher.INSTANCE,
                new WebAsyncManagerIntegrationFilter(),
                new SecurityContextHolderFilter(new RequestAttributeSecurityContextRepository()),
                headers(),
                new AnonymousAuthenticationFilter(UUID.randomUUID().toString()),
                refusals(),
                new CallerFilter(bearers, refusals),
                new RateLimitFilter(limits),
                new AuthorizationFilter(decisions(rules)));
    }

    /** Keeps Spring Boot from making up a user with a password. */
    @Bean
    AuthenticationManager noOtherUsers() {
        return _ -> {
            throw new AuthenticationException("no users but callers") {};
        };
    }

    private static HeaderWriterFilter headers() {
        return new HeaderWriterFilter(List.of(
                new XContentTypeOptionsHeaderWriter(),
                new XXssProtectionHeaderWriter(),
                new CacheControlHeadersWriter(),
                new HstsHeaderWriter(),
                new XFrameOptionsHeaderWriter(XFrameOptionsHeaderWriter.XFrameOptionsMode.DENY)));
    }

    private static ExceptionTranslationFilter refusals() {
        var filter = new ExceptionTranslationFilter(
                (_, response, _) -> ProblemWriter.write(
                        response,
                        ProblemType.toProblem(
                                new MailboxException.NotAuthenticated("a token, key or credential is needed"))),
                new NullRequestCache());
        filter.setAccessDeniedHandler(
                (_, response, denied) -> ProblemWriter.write(response, Refused.toProblem(denied)));
        return filter;
    }

    private static AuthorizationManager<HttpServletRequest> decisions(EndpointRules rules) {
        var decisions = RequestMatcherDelegatingAuthorizationManager.builder();
        // Answers, errors among them, that were allowed when the request came in
        for (var dispatched : List.of(DispatcherType.ERROR, DispatcherType.ASYNC)) {
            decisions.add(new DispatcherTypeRequestMatcher(dispatched), SingleResultAuthorizationManager.permitAll());
        }
        var paths = PathPatternRequestMatcher.withDefaults();
        for (var rule : rules.rules()) {
            var path = rule.method() == null ? paths.matcher(rule.path()) : paths.matcher(rule.method(), rule.path());
            decisions.add(
                    path,
                    rule.who().isAnybody()
                            ? SingleResultAuthorizationManager.permitAll()
                            : (_, request) -> decide(rule.who(), request));
        }
        return decisions.build();
    }

    private static AuthorizationDecision decide(Who who, RequestAuthorizationContext request) {
        return new AuthorizationDecision(Callers.current()
                .filter(caller -> who.includes(caller, request))
                .isPresent());
    }
}
