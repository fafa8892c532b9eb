package org.valija.mailbox.api.client;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where mailbox-service is, and how to call it.
 *
 * @param url without a path
 * @param credential the service credential of the caller; sent where no user's token is
 * @param connectTimeout to open a connection
 * @param responseTimeout between two packets of an answer
 * @param connections how many may be open at once; more calls than that wait for one
 */
@ConfigurationProperties("mailbox.client")
public record MailboxClientProperties(
        @DefaultValue("http://localhost:8080") URI url,
        String credential,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("30s") Duration responseTimeout,
        @DefaultValue("500") int connections) {

    public MailboxClientProperties {
        if (credential == null || credential.isBlank()) {
            throw new IllegalArgumentException(
                    "mailbox.client.credential is missing: set it to this service's credential");
        }
    }

    /** The credential never shows in a log. */
    @Override
    public String toString() {
        return "MailboxClientProperties[url=" + url + "]";
    }
}
