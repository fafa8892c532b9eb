package org.valija.mailbox.api.outbound;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A smart host, and what is sent to it. Of several that fit, one for the recipient's domain comes before one for the sender's,
 * and one for both before either.
 *
 * @param automatic whether it is taken by the domains; if not, only where an administrator says so
 * @param senderDomain of ours; null for all
 * @param recipientDomain elsewhere; null for all
 * @param host its name, or its address
 * @param port 1 to 65,535
 * @param user to log in as; null for nobody
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OutboundRoute(
        long id,
        boolean automatic,
        @Nullable String senderDomain,
        @Nullable String recipientDomain,
        String host,
        int port,
        SmartHostTls tls,
        @Nullable String user) {}
