package org.valija.mailbox.security;

import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** Carries the caller through Spring Security. Holds no secret, and no authorities: {@link EndpointRules} looks at the caller. */
final class CallerAuthentication extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerAuthentication(Caller caller) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.caller = caller;
        setAuthenticated(true);
    }

    @Override
    public Caller getPrincipal() {
        return caller;
    }

    @Override
    public String getCredentials() {
        return "";
    }

    @Override
    public String getName() {
        return caller.toString();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CallerAuthentication it && caller.equals(it.caller);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }
}
