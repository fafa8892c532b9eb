package org.valija.mailbox.idempotency;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The keys that requests came with, shared by all replicas. */
@Component
@EnableConfigurationProperties(IdempotencyProperties.class)
class IdempotencyKeys {

    private final JdbcClient jdbc;
    private final IdempotencyProperties properties;
    private final Clock clock;

    IdempotencyKeys(JdbcClient jdbc, IdempotencyProperties properties, Clock clock) {
        this.jdbc = jdbc;
        this.properties = properties;
        this.clock = clock;
    }

    /** What becomes of a key. */
    sealed interface Claim {

        /** Nobody has it: the request may go on, and says so by this id. */
        record Ours(UUID id) implements Claim {}

        /**
         * It came before.
         *
         * @param fingerprint of that request; null if nobody knows
         * @param answer null while that request is being answered
         */
        record Known(
                byte @Nullable [] fingerprint, @Nullable Answer answer) implements Claim {}
    }

    /**
     * Claims a key, or tells what it was used for. One statement, so that of two requests one gets it. A claim that nobody
     * renewed, because its replica died, is given to the next one; then whatever the earlier one still does is rolled back
     * by {@link #answered}.
     *
     * @param fingerprint null if the body is still to come
     */
    Claim claim(IdempotencyKey key, byte @Nullable [] fingerprint) {
        var id = UUID.randomUUID();
        int claimed = jdbc.sql("""
                insert into idempotency_key as k (key_hash, claim, fingerprint, claimed_until, expires_at)
                values (?, ?, ?, ?, ?)
                on conflict (key_hash) do update set claim = excluded.claim, fingerprint = excluded.fingerprint,
                  claimed_until = excluded.claimed_until, expires_at = excluded.expires_at, answer = null
                where k.expires_at <= ? or k.answer is null and k.claimed_until <= ?""")
                .param(key.lookup())
                .param(id)
                .param(fingerprint)
                .param(after(properties.claim()))
                .param(after(properties.keep()))
                .param(now())
                .param(now())
                .update();
        return claimed == 1 ? new Claim.Ours(id) : known(key);
    }

    private Claim known(IdempotencyKey key) {
        return jdbc.sql("select fingerprint, answer from idempotency_key where key_hash = ?")
                .param(key.lookup())
                .query((row, _) -> {
                    var sealed = row.getBytes(2);
                    return new Claim.Known(row.getBytes(1), sealed == null ? null : Answer.decode(key.open(sealed)));
                })
                .optional()
                // Given up this moment
                .orElseGet(() -> new Claim.Known(null, null));
    }

    /** Keeps a claim for longer. */
    void renew(IdempotencyKey key, UUID claim) {
        jdbc.sql("update idempotency_key set claimed_until = ? where key_hash = ? and claim = ?")
                .params(after(properties.claim()), key.lookup(), claim)
                .update();
    }

    /**
     * Keeps an answer for the key; joins the transaction that there is.
     *
     * @throws OptimisticLockingFailureException if the claim has been given to another request
     */
    void answered(IdempotencyKey key, UUID claim, byte @Nullable [] fingerprint, Answer answer) {
        int kept = jdbc.sql("""
                update idempotency_key set answer = ?, fingerprint = coalesce(?, fingerprint)
                where key_hash = ? and claim = ?""")
                .param(key.seal(answer.encode()))
                .param(fingerprint)
                .param(key.lookup())
                .param(claim)
                .update();
        if (kept == 0) {
            throw new OptimisticLockingFailureException("another request with this Idempotency-Key has taken over");
        }
    }

    /** Lets the key be used again, unless an answer has been committed. */
    void giveUp(IdempotencyKey key, UUID claim) {
        jdbc.sql("delete from idempotency_key where key_hash = ? and claim = ? and answer is null")
                .params(key.lookup(), claim)
                .update();
    }

    /** Forgets some keys whose time is over; how many they were. */
    int forget(int most) {
        return jdbc.sql("""
                delete from idempotency_key where key_hash = any (array(
                  select key_hash from idempotency_key where expires_at <= ? order by expires_at limit ? for update skip locked))""").params(now(), most).update();
    }

    private Timestamp now() {
        return after(Duration.ZERO);
    }

    private Timestamp after(Duration time) {
        return Timestamp.from(clock.instant().plus(time));
    }
}
