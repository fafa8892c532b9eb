package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A smart host to be used.
 *
 * @param automatic whether it is taken by the domains; if not, only where an administrator says so
 * @param senderDomain of ours; null for all
 * @param recipientDomain elsewhere; null for all
 * @param host its name, or its address
 * @param port 1 to 65,535
 * @param user to log in as; null for nobody
 * @param password kept encrypted, and never told again; null if there is no user
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewOutboundRoute(
        boolean automatic,
        @Nullable String senderDomain,
        @Nullable String recipientDomain,
        String host,
        int port,
        SmartHostTls tls,
        @Nullable String user,
        @Nullable String password) {

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "NewOutboundRoute[" + host + ":" + port + "]";
    }
}
