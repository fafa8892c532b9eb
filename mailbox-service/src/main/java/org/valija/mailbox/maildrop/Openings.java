package org.valija.mailbox.maildrop;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;

/** When maildrops were opened last, as far as there is a delay between two openings. */
@Component
final class Openings {

    private final JdbcClient jdbc;
    private final Clock clock;

    Openings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes note of an opening; of one that is refused, none is taken.
     *
     * @param delaySeconds between two of them; 0 if that is free
     * @throws MailboxException.TooSoon if the delay has not passed
     * @see <a href="https://www.rfc-editor.org/rfc/rfc2449.html#section-6.5">RFC 2449, 6.5</a>
     */
    void note(AccountId account, int delaySeconds) {
        if (delaySeconds == 0) {
            return;
        }
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        int noted = jdbc.sql("""
                        insert into maildrop_opening as last (account_id, opened_at) values (:account, :now)
                        on conflict (account_id) do update set opened_at = excluded.opened_at
                            where last.opened_at <= :before""")
                .param("account", account.value())
                .param("now", now)
                .param("before", now.minusSeconds(delaySeconds))
                .update();
        if (noted == 0) {
            throw new MailboxException.TooSoon(
                    "the maildrop may be opened once in " + delaySeconds + " seconds, and was a moment ago");
        }
    }
}
