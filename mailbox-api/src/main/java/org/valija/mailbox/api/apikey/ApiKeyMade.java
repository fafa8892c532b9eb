package org.valija.mailbox.api.apikey;

/**
 * @param key to be kept by the caller: it is kept nowhere else, and cannot be told again. For the {@code Authorization} header,
 *     after {@code Bearer} (RFC 6750)
 */
public record ApiKeyMade(ApiKey apiKey, String key) {

    /** The key never shows in a log. */
    @Override
    public String toString() {
        return "ApiKeyMade[apiKey=" + apiKey + "]";
    }
}
