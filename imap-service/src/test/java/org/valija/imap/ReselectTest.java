package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.UidSet;

/**
 * Selecting a mailbox that this replica knows: only what has changed since is fetched from the mailbox service, and what
 * the client is told is what is there, whoever changed it.
 */
class ReselectTest {

    private static final int MESSAGES = 5_000;
    /** Octets that the UIDs of {@link #fill} take at least, with a gap behind each. */
    private static final int ALL_UIDS = 20_000;
    /** Octets of an answer without them, HTTP header included, and of what else goes on meanwhile. */
    private static final int NO_UIDS = 6_000;

    private static final Pattern ESEARCH = Pattern.compile("\\* ESEARCH \\(TAG \"\\w+\"\\) UID ?(?:ALL (\\S+))?");

    private static CountingProxy proxy;
    private static LiveImap here;

    private final ImapUser user = ImapUser.fresh();
    private CommandClient client;
    private CommandClient other;

    @BeforeAll
    static void start() {
        proxy = new CountingProxy(LiveImap.SHARED.mailboxes().port());
        here = new LiveImap(LiveImap.SHARED.mailboxes(), "mailbox.client.url=" + proxy.url());
    }

    @AfterAll
    static void stop() {
        here.close();
        proxy.close();
    }

    @BeforeEach
    void logIn() {
        client = new CommandClient(here, user);
        other = new CommandClient(LiveImap.SHARED, user);
    }

    @AfterEach
    void close() {
        client.close();
        other.close();
    }

    /** Flags alone: what SELECT looks at. */
    private void fill() {
        database("""
                insert into message_flags (account_id, mailbox_id, uid, modseq, flags, keywords)
                select account_id, id, 2 * n, 1, 1, '{}' from mailbox, generate_series(1, %d) n where %s""".formatted(MESSAGES, inbox()));
        database("""
                update mailbox set messages = %d, uid_next = %d, highest_modseq = 1, recent_from = %2$d
                where %s""".formatted(MESSAGES, 2 * MESSAGES + 1, inbox()));
    }

    private String inbox() {
        return "account_id = %d and name = 'INBOX'".formatted(user.account().value());
    }

    private void database(String sql) {
        user.imap().mailboxes().database().execute(sql);
    }

    /** Octets that came from the mailbox service for that. */
    private long octets(String command) {
        long before = proxy.answered();
        client.say(command);
        return proxy.answered() - before;
    }

    /** The numbering that the client has is that of the store. */
    private void isRight(CommandClient client) {
        var esearch = ESEARCH.matcher(client.say("UID SEARCH RETURN (ALL) ALL").getFirst());
        assertThat(esearch.matches()).isTrue();
        var stored = UidSet.parse(esearch.group(1) == null ? "" : esearch.group(1));
        assertThat(client.say("UID FETCH 1:* (UID)"))
                .containsExactlyElementsOf(LongStream.range(0, stored.size())
                        .mapToObj(i -> "* %d FETCH (UID %d)".formatted(i + 1, stored.at((int) i)))
                        .collect(Collectors.toList()));
    }

    @Test
    void anUnchangedMailboxTransfersNoUids() {
        fill();
        assertThat(octets("SELECT INBOX")).isGreaterThan(ALL_UIDS);
        var first = client.say("EXAMINE INBOX");

        assertThat(octets("SELECT INBOX")).isLessThan(NO_UIDS);
        assertThat(octets("EXAMINE INBOX")).isLessThan(NO_UIDS);
        assertThat(octets("SELECT INBOX (CONDSTORE)")).isLessThan(NO_UIDS);
        assertThat(client.say("EXAMINE INBOX")).isEqualTo(first);
        isRight(client);
    }

    @Test
    void whatChangedMeanwhileIsTold() {
        fill();
        client.say("SELECT INBOX");
        client.say("UNSELECT");
        other.say("SELECT INBOX");
        other.append("INBOX");
        other.append("INBOX");
        other.say("NOOP");
        other.expunge("2:20,5000:5100,10001");

        assertThat(octets("SELECT INBOX")).isLessThan(NO_UIDS);
        isRight(client);
        isRight(other);
        client.expunge("10000:*");
        other.say("UNSELECT");
        other.say("SELECT INBOX");
        isRight(other);
    }

    @Test
    void changesThatASessionWasToldNeedNoTelling() {
        fill();
        client.say("SELECT INBOX");
        client.expunge("2:1000");
        client.append("INBOX");
        client.say("NOOP");
        client.say("STORE 1:9 +FLAGS (\\Flagged)");

        assertThat(octets("SELECT INBOX")).isLessThan(NO_UIDS);
        isRight(client);
    }

    @Test // RFC 7162, 3.2.5
    void aClientThatComesBackIsToldWhatItMissed() {
        for (int i = 0; i < 5; i++) {
            other.append("INBOX");
        }
        client.say("ENABLE QRESYNC");
        var opened = String.join("\n", client.say("SELECT INBOX"));
        client.say("UNSELECT");
        other.say("SELECT INBOX");
        other.expunge("2,4");
        other.say("STORE 1 +FLAGS.SILENT (\\Flagged)");

        var known = number(opened, "UIDVALIDITY") + " " + number(opened, "HIGHESTMODSEQ");
        assertThat(client.say("SELECT INBOX (QRESYNC (" + known + "))"))
                .contains("* 3 EXISTS", "* VANISHED (EARLIER) 2,4")
                .anyMatch(line -> line.startsWith("* 1 FETCH (UID 1 MODSEQ "));
        isRight(client);
    }

    private static String number(String responses, String code) {
        var found = Pattern.compile(code + " (\\d+)").matcher(responses);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test // RFC 7162, 5.3
    void whatWasExpungedTooLongAgoToBeRememberedIsGone() {
        fill();
        client.say("SELECT INBOX");
        client.say("UNSELECT");
        other.say("SELECT INBOX");
        other.expunge("2:20");
        database("delete from expunged where account_id = " + user.account().value());
        database("update mailbox set expunged_since = highest_modseq where " + inbox());

        assertThat(octets("SELECT INBOX")).isGreaterThan(ALL_UIDS);
        isRight(client);
        assertThat(octets("SELECT INBOX")).isLessThan(NO_UIDS);
    }

    @Test // RFC 9051, 2.3.1.1: another UIDVALIDITY
    void aMailboxMadeAgainIsAnotherOne() {
        client.say("CREATE work");
        client.append("work");
        client.append("work");
        client.say("SELECT work");
        client.say("UNSELECT");
        other.say("DELETE work");
        other.say("CREATE work");
        other.append("work");

        assertThat(client.say("SELECT work")).contains("* 1 EXISTS");
        isRight(client);
    }

    @Test
    void aMailboxRenamedTakesItsMessagesAlong() {
        client.say("CREATE work");
        client.append("work");
        client.append("work");
        client.say("SELECT work");
        client.say("UNSELECT");
        other.say("RENAME work play");
        other.say("CREATE work");

        assertThat(client.say("SELECT work")).contains("* 0 EXISTS");
        assertThat(client.say("SELECT play")).contains("* 2 EXISTS");
        isRight(client);
        // INBOX is left empty, and yet it is the same: RFC 9051, 6.3.6
        client.append("INBOX");
        assertThat(client.say("SELECT INBOX")).contains("* 1 EXISTS");
        other.say("RENAME INBOX old");
        assertThat(client.say("SELECT INBOX")).contains("* 0 EXISTS");
    }

    @Test // With backups it happens that what was known was never there
    void aRestoredDatabaseIsBelieved() {
        for (int i = 0; i < 5; i++) {
            client.append("INBOX");
        }
        client.say("SELECT INBOX");
        client.say("UNSELECT");
        restore(3);
        assertThat(client.say("SELECT INBOX")).contains("* 3 EXISTS");
        isRight(client);

        client.append("INBOX");
        client.append("INBOX");
        client.say("UNSELECT");
        client.say("SELECT INBOX");
        client.say("UNSELECT");
        restore(3);
        // As many changes as there were, but others
        other.say("SELECT INBOX");
        other.append("INBOX");
        other.say("NOOP");
        other.expunge("1");
        assertThat(client.say("SELECT INBOX")).contains("* 3 EXISTS");
        isRight(client);
    }

    /** Only the first messages are there, as they were before the others came. */
    private void restore(int messages) {
        var gone = "account_id = " + user.account().value() + " and uid > " + messages;
        database("delete from message where " + gone);
        database("delete from expunged where account_id = " + user.account().value());
        database("""
                update mailbox set messages = %d, unseen = %1$d, recent_from = least(recent_from, %d), uid_next = %2$d,
                    highest_modseq = (select max(modseq) from message_flags f where f.account_id = mailbox.account_id)
                where %s""".formatted(messages, messages + 1, inbox()));
    }
}
