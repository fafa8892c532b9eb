package org.valija.mailbox.security;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.apikey.AdminRole;

/**
 * Who may call an endpoint.
 *
 * @param kinds of callers that may be among them
 */
record Who(Set<CallerKind> kinds, Condition condition) {

    /** Tells who of these kinds it is. */
    @FunctionalInterface
    interface Condition {
        /** @param request tells the path's variables */
        boolean includes(Caller caller, RequestAuthorizationContext request);
    }

    Who(CallerKind kind, Condition condition) {
        this(Set.of(kind), condition);
    }

    boolean includes(Caller caller, RequestAuthorizationContext request) {
        return condition.includes(caller, request);
    }

    boolean isAnybody() {
        return kinds.contains(CallerKind.ANYBODY);
    }

    Who or(Who other) {
        var all = EnumSet.copyOf(kinds);
        all.addAll(other.kinds);
        return new Who(all, (caller, request) -> includes(caller, request) || other.includes(caller, request));
    }

    /** Whoever it is: no token, key or credential is needed. */
    static Who anybody() {
        return new Who(CallerKind.ANYBODY, (_, _) -> true);
    }

    /** Protocol services that have a scope. */
    static Who service(Scope scope) {
        return new Who(
                CallerKind.SERVICE,
                (caller, _) -> caller instanceof Caller.Service service
                        && service.name().scopes().contains(scope));
    }

    /** Administrators of everything. */
    static Who administratorOfAll(AdminRole role) {
        return new Who(
                CallerKind.ADMINISTRATOR,
                (caller, _) ->
                        caller instanceof Caller.Administrator admin && admin.may(role) && admin.domain() == null);
    }

    /** Users, whoever they are, who have logged in over one of these protocols. */
    static Who user(Protocol... protocols) {
        var all = Set.of(protocols);
        return new Who(
                CallerKind.USER, (caller, _) -> caller instanceof Caller.User user && all.contains(user.protocol()));
    }

    /** The user of the account that the path names, logged in over one of these protocols. */
    static Who owner(Protocol... protocols) {
        var any = user(protocols);
        return new Who(
                CallerKind.USER,
                (caller, request) -> any.includes(caller, request)
                        && caller instanceof Caller.User user
                        && user.account()
                                .toString()
                                .equals(request.getVariables().get("account")));
    }

    /** The same user by their own password: an app password must not open more than it is for. */
    static Who ownerByPassword() {
        var owner = owner(Protocol.REST);
        return new Who(
                CallerKind.USER,
                (caller, request) -> owner.includes(caller, request)
                        && caller instanceof Caller.User user
                        && user.appPassword() == null);
    }
}
