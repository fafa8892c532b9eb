package org.valija.mailbox.secret;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What secrets in the database are encrypted with.
 *
 * @param key 32 random octets in base64, the same at all replicas; null if no such secret is to be kept
 * @param formerKeys which secrets may still be encrypted with
 */
@ConfigurationProperties("mailbox.encryption")
public record EncryptionProperties(
        @Nullable String key, @DefaultValue List<String> formerKeys) {

    public EncryptionProperties {
        formerKeys = List.copyOf(formerKeys);
    }

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "EncryptionProperties[]";
    }
}
