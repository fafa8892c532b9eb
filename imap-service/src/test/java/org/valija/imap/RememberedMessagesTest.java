package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What one session was told of messages, the next one is told without asking the mailbox service for it again; and yet
 * whatever changed meanwhile, wherever, is told as it is now.
 */
class RememberedMessagesTest {

    private static final String HEADERS =
            "(UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (SUBJECT DATE)] INTERNALDATE ENVELOPE)";

    private final ImapUser user = ImapUser.fresh()
            .having("Subject: one\r\nX-A: a\r\n\r\nbody\r\n")
            .having("Subject: =?utf-8?q?zw=C3=B6lf?=\r\nFrom: \"A \\\" B\" <a@example.org>\r\n\r\n{3}\r\nbody\r\n")
            .having("Subject: " + "long ".repeat(2_000) + "\r\n\r\nbody\r\n");

    private CommandClient first;
    private CommandClient second;

    @BeforeEach
    void select() {
        first = new CommandClient(user.imap(), user);
        second = new CommandClient(user.imap(), user);
        // Who comes first has the recent messages
        first.say("SELECT INBOX");
        // CONDSTORE on: asking for MODSEQ would switch it on in the middle (RFC 7162, 3.1)
        first.say("SELECT INBOX (CONDSTORE)");
        second.say("SELECT INBOX (CONDSTORE)");
    }

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    private long calls(Runnable work) {
        long before = user.imap().calls();
        work.run();
        return user.imap().calls() - before;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FETCH 1:* FLAGS",
                "UID FETCH 1:* (FLAGS MODSEQ)",
                "FETCH 1:* " + HEADERS,
                "FETCH 1:* (BODY.PEEK[HEADER] BODY BODYSTRUCTURE EMAILID THREADID SAVEDATE)",
                "FETCH 1:* (RFC822.HEADER BODY.PEEK[1.MIME] BODY.PEEK[7.MIME])",
                "FETCH 1:* (RFC822.SIZE BODY.PEEK[HEADER.FIELDS.NOT (SUBJECT)]<2.3>)"
            })
    void theSameIsToldAgain(String command) {
        var told = first.say(command);

        assertThat(second.say(command)).isEqualTo(told);
        assertThat(first.say(command)).isEqualTo(told);
        assertThat(told).as("answer").hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void whatLastsCostsNoCall() {
        var command = "FETCH 1:2 (UID ENVELOPE BODY.PEEK[HEADER])";
        first.say(command);

        assertThat(calls(() -> second.say(command))).isZero();
        assertThat(calls(() -> second.say("FETCH 1:2 (UID FLAGS ENVELOPE BODY.PEEK[HEADER])")))
                .isEqualTo(1);
    }

    @Test // RFC 9051, 6.4.5: without .PEEK, reading sets \Seen
    void whatIsNotPeekedIsAlwaysAsked() {
        first.say("FETCH 1 (BODY[HEADER])");
        first.say("STORE 1 FLAGS ()");

        assertThat(first.say("FETCH 1 (BODY[HEADER])")).last().asString().contains("FLAGS (\\Seen)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FETCH 1:* (UID FLAGS)", "FETCH 1:* (UID FLAGS RFC822.SIZE)"})
    void flagsAreAlwaysThoseOfNow(String command) {
        first.say(command);
        first.say(command);
        second.say("STORE 2 +FLAGS.SILENT (\\Flagged work)");
        assertThat(uid(first.say(command), 2)).contains("\\Flagged work");

        second.say("STORE 2 -FLAGS.SILENT (\\Flagged)");
        second.say("STORE 3 +FLAGS.SILENT (\\Deleted)");
        second.say("UID EXPUNGE 3");
        user.having("Subject: four\r\n\r\nbody\r\n");
        first.say("NOOP");
        var told = first.say(command);

        assertThat(uid(told, 2)).contains("work").doesNotContain("\\Flagged");
        assertThat(told).noneMatch(line -> line.contains("UID 3 "));
        assertThat(uid(told, 4)).startsWith("* 3 FETCH (UID 4 FLAGS (");
        assertThat(calls(() -> first.say(command))).isEqualTo(1);
    }

    /** What was told of a message. */
    private static String uid(List<String> told, int uid) {
        return told.stream()
                .filter(line -> line.contains("UID " + uid + " "))
                .findFirst()
                .orElseThrow();
    }

    @Test // RFC 9051, 5.1: quoted strings in UTF-8, which others must not get
    void whoReadsOtherStringsIsToldOtherOnes() {
        var command = "FETCH 1:* (UID ENVELOPE BODYSTRUCTURE)";
        user.having("Subject: zwölf\r\n\r\nbody\r\n");
        first.say("NOOP");
        second.say("NOOP");
        var literal = first.say(command);
        second.say("ENABLE IMAP4rev2");
        var quoted = second.say(command);

        assertThat(first.say(command)).isEqualTo(literal);
        assertThat(second.say(command)).isEqualTo(quoted);
    }
}
