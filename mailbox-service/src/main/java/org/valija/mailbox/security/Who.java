package org.valija.mailbox.security;

import java.util.Set;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.apikey.AdminRole;

/** Who may call an endpoint. */
@FunctionalInterface
interface Who {

    /** @param request tells the path's variables */
    boolean includes(Caller caller, RequestAuthorizationContext request);

    default Who or(Who other) {
        return (caller, request) -> includes(caller, request) || other.includes(caller, request);
    }

    /** Protocol services that have a scope. */
    static Who service(Scope scope) {
        return (caller, _) -> caller instanceof Caller.Service service
                && service.name().scopes().contains(scope);
    }

    /** Administrators of everything. */
    static Who administratorOfAll(AdminRole role) {
        return (caller, _) -> caller instanceof Caller.Administrator admin && admin.may(role) && admin.domain() == null;
    }

    /** Users, whoever they are, who have logged in over one of these protocols. */
    static Who user(Protocol... protocols) {
        var all = Set.of(protocols);
        return (caller, _) -> caller instanceof Caller.User user && all.contains(user.protocol());
    }

    /** The user of the account that the path names, logged in over one of these protocols. */
    static Who owner(Protocol... protocols) {
        var any = user(protocols);
        return (caller, request) -> any.includes(caller, request)
                && caller instanceof Caller.User user
                && user.account().toString().equals(request.getVariables().get("account"));
    }

    /** The same user by their own password: an app password must not open more than it is for. */
    static Who ownerByPassword() {
        var owner = owner(Protocol.REST);
        return (caller, request) ->
                owner.includes(caller, request) && caller instanceof Caller.User user && user.appPassword() == null;
    }
}
