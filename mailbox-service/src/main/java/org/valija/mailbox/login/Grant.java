package org.valija.mailbox.login;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.apppassword.AppPasswordCheck;
import org.valija.mailbox.login.Credentials.Credential;
import org.valija.mailbox.security.Caller;

/**
 * Somebody has shown who they are.
 *
 * @param appPassword what they have shown it by; null for the account's own password
 */
record Grant(Credential credential, AppPasswordCheck.@Nullable Good appPassword) {

    Caller.User user(Protocol protocol) {
        return new Caller.User(
                credential.account(),
                protocol,
                credential.passwordVersion(),
                appPassword == null ? null : appPassword.id());
    }
}
