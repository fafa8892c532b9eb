package org.valija.mailbox.security;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What tokens that were verified lately say, as each is used for many requests: to read and verify one takes longer than most of
 * what is asked for with it. Whether it has expired, and its key is still good, is for the caller to look at each time.
 * Thread-safe.
 */
final class VerifiedTokens {

    /** Of some 500 octets each; who has not called for the longest is forgotten first. */
    private static final int MOST = 10_000;

    private final Map<String, Verified> tokens = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Verified> eldest) {
            return size() > MOST;
        }
    });

    /**
     * What a token says.
     *
     * @param key number of the key that it is signed with
     * @param expiresAt when it stops being accepted
     */
    record Verified(Caller.User user, int key, Instant expiresAt) {}

    @Nullable
    Verified find(String token) {
        return tokens.get(token);
    }

    void add(String token, Verified verified) {
        tokens.put(token, verified);
    }
}
