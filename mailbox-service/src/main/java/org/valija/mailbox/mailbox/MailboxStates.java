package org.valija.mailbox.mailbox;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.KnownUids;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.UidDifference;
import org.valija.mailbox.transaction.Transactions;

/** Tells the numbers of mailboxes, which messages they have, and what changed in them since. */
@Component
public final class MailboxStates {

    private final Transactions transactions;
    private final JdbcClient jdbc;
    private final MailboxMessages messages;

    MailboxStates(Transactions transactions, JdbcClient jdbc, MailboxMessages messages) {
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.messages = messages;
    }

    /** The numbers of mailboxes, in the order in which they are named. */
    List<MailboxStatus> status(AccountId account, List<String> names) {
        var wanted = names.stream().map(name -> MailboxName.of(name).value()).toList();
        // A subquery, so that one plan is kept for any number of names: see GenericPlans
        var found = jdbc
                .sql(MailboxRow.FOR_STATUS + "name = any((select :names::text[])::text[])")
                .param("account", account.value())
                .param("names", wanted.toArray(String[]::new))
                .query((row, _) -> MailboxRow.status(row))
                .list()
                .stream()
                .collect(Collectors.toMap(MailboxStatus::name, status -> status));
        return wanted.stream()
                .map(name -> {
                    var status = found.get(name);
                    if (status == null) {
                        throw new MailboxException.NotFound("no mailbox " + name);
                    }
                    return status;
                })
                .toList();
    }

    /** Adds their numbers to mailboxes of an account; one that was deleted meanwhile has none. */
    List<MailboxSummary> withStatus(AccountId account, List<MailboxSummary> mailboxes) {
        var found = jdbc
                .sql(MailboxRow.FOR_STATUS + "true")
                .param("account", account.value())
                .query((row, _) -> MailboxRow.status(row))
                .list()
                .stream()
                .collect(Collectors.toMap(MailboxStatus::id, status -> status));
        return mailboxes.stream()
                .map(mailbox -> new MailboxSummary(
                        mailbox.id(),
                        mailbox.name(),
                        mailbox.specialUse(),
                        mailbox.subscribed(),
                        mailbox.id() == null ? null : found.get(mailbox.id())))
                .toList();
    }

    /**
     * The state of a mailbox by name, with the UIDs of all its messages, or their difference from those that are known.
     *
     * @param since to tell besides what happened since then; null for the state alone
     * @param known null if the caller knows no messages
     */
    MailboxState open(
            AccountId account, String text, boolean claimRecent, @Nullable Long since, @Nullable KnownUids known) {
        var name = MailboxName.of(text);
        var which = new Which(account, "name = :key", name.value(), "no mailbox " + name);
        return state(which, claimRecent, new Question(true, since, known));
    }

    /**
     * What happened to a mailbox.
     *
     * @param since null for the state alone, with all UIDs
     */
    MailboxState state(AccountId account, MailboxId mailbox, @Nullable Long since, boolean claimRecent) {
        var which = new Which(account, "id = :key", mailbox.value(), "no such mailbox");
        return state(which, claimRecent, new Question(since == null, since, null));
    }

    /**
     * What is asked besides the numbers.
     *
     * @param all whether all messages are to be told, by their UIDs or by the difference from what is known
     * @param since null for no changes
     * @param known null if the caller knows no messages
     */
    private record Question(
            boolean all, @Nullable Long since, @Nullable KnownUids known) {

        boolean changesSince(MailboxRow row) {
            return since != null && since < row.status().highestModseq();
        }

        /** Whether nothing need be read for the answer but the numbers: mostly, nothing has changed. */
        boolean isAnsweredBy(MailboxRow row) {
            boolean isKnown = known != null
                    && row.reaches(known)
                    && known.modseq() == row.status().highestModseq();
            return !changesSince(row) && (!all || isKnown || row.hasNoGaps());
        }
    }

    private MailboxState answer(AccountId account, MailboxRow row, Question question) {
        var mailbox = row.status().id();
        var known = question.known;
        var difference = known == null || !row.reaches(known) ? null : difference(account, row, known);
        boolean changes = question.changesSince(row);
        long since = changes ? Objects.requireNonNull(question.since) : 0;
        return new MailboxState(
                row.status(),
                question.all && difference == null ? uids(account, row) : null,
                difference,
                question.all ? row.firstUnseen() : null,
                row.recentFrom(),
                row.keywords(),
                changes ? messages.changed(account, mailbox, since) : List.of(),
                changes ? messages.expunged(account, mailbox, since) : UidSet.empty(),
                question.since == null || question.since >= row.expungedSince());
    }

    private UidSet uids(AccountId account, MailboxRow row) {
        return row.hasNoGaps()
                ? UidSet.range(1, row.status().messages())
                : messages.uidsAbove(account, row.status().id(), 0);
    }

    private UidDifference difference(AccountId account, MailboxRow row, KnownUids known) {
        if (known.modseq() == row.status().highestModseq()) {
            return new UidDifference(UidSet.empty(), UidSet.empty());
        }
        var mailbox = row.status().id();
        return new UidDifference(
                messages.expunged(account, mailbox, known.modseq()),
                messages.uidsAbove(account, mailbox, known.lastUid()));
    }

    /**
     * Which of some UIDs are those of messages expunged since; of all times, if that is longer ago than is remembered.
     *
     * @throws MailboxException.NotFound if the account has no such mailbox
     */
    public UidSet vanished(AccountId account, MailboxId mailbox, UidSet among, long since) {
        var which = new Which(account, "id = :key", mailbox.value(), "no such mailbox");
        return transactions.snapshot(() -> {
            var row = row(which);
            return since >= row.expungedSince()
                    ? messages.expunged(account, mailbox, since).intersect(among)
                    : among.intersect(UidSet.range(1, row.status().uidNext() - 1))
                            .minus(uids(account, row));
        });
    }

    /** Which of some UIDs are those of messages that are new or whose flags changed since. */
    public UidSet changed(AccountId account, MailboxId mailbox, UidSet among, long since) {
        return messages.changedUids(account, mailbox, since).intersect(among);
    }

    /**
     * Which mailbox is meant.
     *
     * @param condition has a parameter {@code :key}
     * @param missing what to say if there is none
     */
    private record Which(AccountId account, String condition, Object key, String missing) {}

    private MailboxState state(Which which, boolean claimRecent, Question question) {
        // One statement sees one state of the database, without a transaction around it
        var now = row(which);
        if (claimRecent && now.hasUnclaimed()) {
            return transactions.write(() -> claimed(which, question));
        }
        return question.isAnsweredBy(now)
                ? answer(which.account, now, question)
                : transactions.snapshot(() -> answer(which.account, row(which), question));
    }

    private MailboxState claimed(Which which, Question question) {
        // Who claims locks the mailbox, so that what is read after that is what was claimed
        var claimed = claim(which);
        if (claimed == null) {
            jdbc.sql("select id from mailbox where account_id = :account and " + which.condition + " for no key update")
                    .param("account", which.account.value())
                    .param("key", which.key)
                    .query(Long.class)
                    .optional();
            claimed = claim(which);
        }
        var row = row(which);
        return answer(which.account, claimed == null ? row : row.claimedFrom(claimed), question);
    }

    private MailboxRow row(Which which) {
        return jdbc.sql(MailboxRow.FOR_STATE + which.condition)
                .param("account", which.account.value())
                .param("key", which.key)
                .query((found, _) -> MailboxRow.read(found))
                .optional()
                .orElseThrow(() -> new MailboxException.NotFound(which.missing));
    }

    /** Only the session that gets to a message first sees it as recent: RFC 3501, 2.3.2. Null if there is nothing new. */
    private @Nullable Long claim(Which which) {
        return jdbc.sql("update mailbox set recent_from = uid_next where account_id = :account and " + which.condition
                        + " and recent_from < uid_next returning old.recent_from")
                .param("account", which.account.value())
                .param("key", which.key)
                .query(Long.class)
                .optional()
                .orElse(null);
    }
}
