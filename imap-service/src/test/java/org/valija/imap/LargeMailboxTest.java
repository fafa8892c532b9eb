package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.valija.testkit.Conversation;

/** A mailbox of 200,000 messages with a gap behind each of them, open in many sessions of one process. */
class LargeMailboxTest {

    private static final int MESSAGES = 200_000;
    private static final int SESSIONS = 20;
    /** Octets for the mailbox and all sessions on it. */
    private static final long MEMORY = 4_000_000;

    private static final Pattern INT_ARRAYS = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +\\[I ");

    private final ImapUser user = ImapUser.fresh();

    @Test
    void isKeptOnceForAllSessions() {
        fill();
        long before = intArrays();
        var sessions = select();
        try {
            assertThat(intArrays() - before).as("all at the same state").isBetween(MEMORY / 2, MEMORY);

            user.having("Subject: one more\n\nbody\n");
            for (var session : sessions) {
                session.play("""
                        C: c NOOP
                        S: * 200001 EXISTS
                        S: * <n> RECENT
                        S: c OK <any>
                        C: d FETCH 200000:200001 UID
                        S: * 200000 FETCH (UID 400000)
                        S: * 200001 FETCH (UID 400001)
                        S: d OK <any>
                        """);
            }
            assertThat(intArrays() - before).as("all at the next state").isBetween(MEMORY / 2, MEMORY);
        } finally {
            sessions.forEach(Conversation::close);
        }
    }

    /** Flags alone: what SELECT looks at. */
    private void fill() {
        var mailbox =
                "account_id = %d and name = 'INBOX'".formatted(user.account().value());
        var database = user.imap().mailboxes().database();
        database.execute("""
                insert into message_flags (account_id, mailbox_id, uid, modseq, flags, keywords)
                select account_id, id, 2 * n, 1, 1, '{}' from mailbox, generate_series(1, %d) n where %s""".formatted(MESSAGES, mailbox));
        database.execute("""
                update mailbox set messages = %d, uid_next = %d, highest_modseq = 1, recent_from = %2$d
                where %s""".formatted(MESSAGES, 2 * MESSAGES + 1, mailbox));
        // As it is done by itself a while after so much has changed
        database.execute("vacuum analyze message_flags");
    }

    private List<Conversation> select() {
        var sessions = new ArrayList<Conversation>();
        for (int i = 0; i < SESSIONS; i++) {
            var session = user.open();
            sessions.add(session);
            session.client(1).timeout(Duration.ofMinutes(2));
            session.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b SELECT INBOX
                    S: <lines>
                    S: b OK <any>
                    """);
        }
        return sessions;
    }

    /** Octets of all arrays of this JVM that are made as sets of UIDs are, and still in use. */
    private static long intArrays() {
        try {
            var histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            var found = INT_ARRAYS.matcher(histogram);
            assertThat(found.find()).as(histogram).isTrue();
            return Long.parseLong(found.group(1));
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }
}
