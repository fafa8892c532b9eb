package org.valija.mailbox.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UserToken;

/** Hands a controller the token of the Authorization header; what it allows has been checked by then. */
final class UserTokenResolver implements HandlerMethodArgumentResolver {

    private static final String BEARER = "Bearer ";

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == UserToken.class;
    }

    @Override
    public UserToken resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            throw new MailboxException.NotAuthenticated("a user's token is needed");
        }
        return new UserToken(header.substring(BEARER.length()).strip());
    }
}
