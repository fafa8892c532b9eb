package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A server that takes mail for others.
 *
 * @param host its name, or its address
 * @param port 1 to 65,535
 * @param user to log in as; null for nobody
 * @param password null if there is no user
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SmartHost(
        String host,
        int port,
        SmartHostTls tls,
        @Nullable String user,
        @Nullable String password) {

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "SmartHost[" + host + ":" + port + ", tls=" + tls.word() + ", user=" + user + "]";
    }
}
