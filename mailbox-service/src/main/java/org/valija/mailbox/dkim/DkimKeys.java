package org.valija.mailbox.dkim;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.DkimKey;
import org.valija.mailbox.api.dkim.DkimKeyState;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.mailbox.secret.Encryption;
import org.valija.mailbox.transaction.Transactions;

/** The keys of all domains. */
@Component
final class DkimKeys {

    private static final String COLUMNS =
            "domain, selector, algorithm, state, public_key, created_at, active_at, retired_at";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Encryption encryption;
    private final Clock clock;

    DkimKeys(JdbcClient jdbc, Transactions transactions, Encryption encryption, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.encryption = encryption;
        this.clock = clock;
    }

    DkimKey create(DomainName domain, String selector, DkimAlgorithm algorithm) {
        var pair = KeyPairs.make(algorithm);
        var sealed = encryption.encrypt(
                purpose(domain.value(), selector), pair.getPrivate().getEncoded());
        try {
            return transactions.write(() -> jdbc.sql("""
                    insert into dkim_key (domain, selector, algorithm, state, public_key, private_key, created_at)
                    values (?, ?, ?, 'published', ?, ?, ?) returning\s""" + COLUMNS)
                    .param(domain.value())
                    .param(selector)
                    .param(algorithm.word())
                    .param(KeyPairs.published(pair, algorithm))
                    .param(sealed)
                    .param(now())
                    .query(DkimKeys::read)
                    .single());
        } catch (DuplicateKeyException _) {
            throw new MailboxException.AlreadyExists("the selector " + selector + " is taken");
        } catch (DataIntegrityViolationException _) {
            throw new MailboxException.NotFound("there is no domain " + domain.value() + " here");
        }
    }

    List<DkimKey> list(DomainName domain, @Nullable String after, int limit) {
        return jdbc.sql("select " + COLUMNS + " from dkim_key"
                        + " where domain = ? and selector > coalesce(?, '') order by selector limit ?")
                .param(domain.value())
                .param(after)
                .param(limit)
                .query(DkimKeys::read)
                .list();
    }

    DkimKey activate(DomainName domain, String selector) {
        return transactions.write(() -> {
            var key = locked(domain, selector);
            if (key.state() == DkimKeyState.ACTIVE) {
                return key;
            }
            jdbc.sql("""
                    update dkim_key set state = 'retired', retired_at = ?
                    where domain = ? and algorithm = ? and state = 'active'""")
                    .param(now())
                    .param(domain.value())
                    .param(key.algorithm().word())
                    .update();
            return jdbc.sql("""
                    update dkim_key set state = 'active', active_at = ?, retired_at = null
                    where domain = ? and selector = ? returning\s""" + COLUMNS)
                    .param(now())
                    .param(domain.value())
                    .param(selector)
                    .query(DkimKeys::read)
                    .single();
        });
    }

    void delete(DomainName domain, String selector) {
        transactions.run(() -> {
            if (locked(domain, selector).state() == DkimKeyState.ACTIVE) {
                throw new MailboxException.InUse("the key " + selector + " signs: activate another one first");
            }
            jdbc.sql("delete from dkim_key where domain = ? and selector = ?")
                    .param(domain.value())
                    .param(selector)
                    .update();
        });
    }

    /** Locks all keys of the domain, as two must not become active at once. */
    private DkimKey locked(DomainName domain, String selector) {
        return jdbc
                .sql("select " + COLUMNS + " from dkim_key where domain = ? order by selector for update")
                .param(domain.value())
                .query(DkimKeys::read)
                .list()
                .stream()
                .filter(key -> key.selector().equals(selector))
                .findFirst()
                .orElseThrow(() -> new MailboxException.NotFound(
                        "there is no key " + selector + " of " + domain.value() + " here"));
    }

    /** Those that sign now. */
    List<SigningKey> signing(DomainName domain) {
        return jdbc.sql("""
                select k.domain, k.selector, k.algorithm, k.private_key from dkim_key k join domain d on d.name = k.domain
                where k.domain = ? and k.state = 'active' and d.enabled order by k.algorithm""")
                .param(domain.value())
                .query((row, _) -> new SigningKey(
                        row.getString(1),
                        row.getString(2),
                        DkimAlgorithm.valueOf(row.getString(3).toUpperCase(Locale.ROOT)),
                        encryption.decrypt(purpose(row.getString(1), row.getString(2)), row.getBytes(4))))
                .list();
    }

    private static String purpose(String domain, String selector) {
        return "dkim-key " + selector + "._domainkey." + domain;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static DkimKey read(ResultSet row, int number) throws SQLException {
        var algorithm = DkimAlgorithm.valueOf(row.getString("algorithm").toUpperCase(Locale.ROOT));
        return new DkimKey(
                row.getString("domain"),
                row.getString("selector"),
                algorithm,
                DkimKeyState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                KeyPairs.record(algorithm, row.getBytes("public_key")),
                row.getTimestamp("created_at").toInstant(),
                time(row.getTimestamp("active_at")),
                time(row.getTimestamp("retired_at")));
    }

    private static @Nullable Instant time(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
