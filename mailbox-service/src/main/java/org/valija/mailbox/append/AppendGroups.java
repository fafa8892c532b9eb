package org.valija.mailbox.append;

import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.content.Contents;
import org.valija.mailbox.event.EventLog;
import org.valija.mailbox.transaction.GenericPlans;
import org.valija.mailbox.transaction.Groups;
import org.valija.mailbox.transaction.Groups.Limits;
import org.valija.mailbox.transaction.RoundTrip;
import org.valija.mailbox.transaction.Transactions;

/**
 * Commits appends in groups. A group does nothing that takes long or may fail: what would have to wait for a lock, or be
 * refused, is handed back to be written alone.
 */
@Component
final class AppendGroups implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AppendGroups.class);

    /** Appends of one transaction. */
    private static final int MOST = 64;

    /** Of one transaction, unless one append has more. */
    private static final long MOST_OCTETS = 8 * 1024 * 1024;

    private final Transactions transactions;
    private final Contents contents;
    private final MessageRows rows;
    private final EventLog events;
    private final JdbcClient jdbc;
    private final Groups<Append> groups;

    AppendGroups(Transactions transactions, Contents contents, MessageRows rows, EventLog events, JdbcClient jdbc) {
        this.transactions = transactions;
        this.contents = contents;
        this.rows = rows;
        this.events = events;
        this.jdbc = jdbc;
        groups = new Groups<>("append", 1, new Limits(MOST, MOST_OCTETS), this::commit);
    }

    /**
     * Returns when the messages are committed.
     *
     * @return empty if nothing is stored, and they are to be written alone
     * @throws MailboxException.Unavailable if nothing is stored, and it may be tried again
     */
    Optional<Appended> write(Append append) {
        groups.add(List.of(append));
        return Groups.await(append);
    }

    private void commit(List<Append> group) {
        try {
            var answers = transactions.write(() -> write(group));
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).outcome().complete(answers.get(i));
            }
        } catch (DataAccessResourceFailureException e) {
            fail(group, e);
        } catch (DataAccessException e) {
            LOG.info("A group of {} appends can't be written, each will be alone: {}", group.size(), e.toString());
            group.forEach(append -> append.outcome().complete(Optional.empty()));
        } catch (RuntimeException e) {
            // Perhaps the commit itself: then nobody knows whether it is done, and it must not be tried again here
            fail(group, e);
        }
    }

    private List<Optional<Appended>> write(List<Append> group) {
        var places = Places.lock(jdbc, group);
        var answers = group.stream().map(places::add).toList();
        if (!places.rows().isEmpty()) {
            var statements = new RoundTrip();
            GenericPlans.use(statements);
            events.append(places.happened(), statements);
            rows.insert(places.rows(), statements);
            places.write(statements);
            // None of these needs an answer from another, so they go with the contents
            contents.store(places.rows().stream().map(MessageRow::content).toList(), statements);
        }
        return answers;
    }

    private static void fail(List<Append> group, RuntimeException cause) {
        LOG.warn("{} appends failed, and are to be tried again: {}", group.size(), cause.toString());
        Groups.fail(group, cause);
    }

    @Override
    public void close() {
        groups.close();
    }
}
