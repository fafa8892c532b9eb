package org.valija.mailbox.account;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.WireLog;
import org.valija.mailbox.api.account.WireLogOrder;
import org.valija.mailbox.api.account.WireLogsApi;
import org.valija.mailbox.api.event.EventData.AccountChanged;
import org.valija.mailbox.api.event.EventData.Change;
import org.valija.mailbox.audit.Audit;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.transaction.Transactions;
import org.valija.mailbox.web.Preconditions;

/** Protocol services hear of it by an event, and learn how long it lasts with the session that they renew then. */
@RestController
final class WireLogsController implements WireLogsApi {

    private static final int MOST_MINUTES = 24 * 60;

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final EventLog events;
    private final Preconditions preconditions;
    private final Clock clock;

    WireLogsController(
            JdbcClient jdbc, Transactions transactions, EventLog events, Preconditions preconditions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.events = events;
        this.preconditions = preconditions;
        this.clock = clock;
    }

    @Override
    public WireLog get(AccountId account) {
        return read(account, "");
    }

    private WireLog read(AccountId account, String lock) {
        return jdbc.sql("select wire_log_until from account where id = ? and deleted_at is null" + lock)
                .param(account.value())
                .query((row, _) -> inForce(row.getTimestamp(1)))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound("no such account"));
    }

    private WireLog inForce(@Nullable Timestamp until) {
        return new WireLog(until == null || !until.toInstant().isAfter(clock.instant()) ? null : until.toInstant());
    }

    @Override
    public WireLog set(AccountId account, WireLogOrder order) {
        if (order.minutes() < 1 || order.minutes() > MOST_MINUTES) {
            throw new MailboxException.Invalid("minutes", "1 to " + MOST_MINUTES + " minutes");
        }
        var until = clock.instant().plus(Duration.ofMinutes(order.minutes()));
        return change(account, until);
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(AccountId account) {
        var _ = change(account, null);
    }

    private WireLog change(AccountId account, @Nullable Instant until) {
        return transactions.write(() -> {
            var before = read(account, " for no key update");
            preconditions.check(before);
            Audit.before(before);
            var address = jdbc.sql(
                            "update account set wire_log_until = :until where id = :account returning display_address")
                    .param("until", until == null ? null : Timestamp.from(until))
                    .param("account", account.value())
                    .query(String.class)
                    .single();
            events.append(List.of(new AccountChanged(account, Change.WIRE_LOG_CHANGED, address)));
            return read(account, "");
        });
    }
}
