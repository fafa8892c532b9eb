package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.RecipientReport;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.ServiceName;
import org.valija.testkit.Conversation;
import org.valija.testkit.Transcript;

/** Somebody with a fresh account, {@code {user}} in transcripts, and the password {@code opensesame}. */
record ImapUser(LiveImap imap, String address, AccountId account) {

    private static final AtomicInteger COUNT = new AtomicInteger();

    static ImapUser of(LiveImap imap) {
        var address = "user" + COUNT.incrementAndGet() + "@imap.example";
        return new ImapUser(imap, address, imap.mailboxes().createAccount(address, "opensesame"));
    }

    static ImapUser fresh() {
        return of(LiveImap.SHARED);
    }

    /** With room for so many octets. */
    static ImapUser withQuota(long octets) {
        var address = "user" + COUNT.incrementAndGet() + "@imap.example";
        return new ImapUser(
                LiveImap.SHARED, address, LiveImap.SHARED.mailboxes().createAccount(address, "opensesame", octets));
    }

    Transcript transcript() {
        return imap.transcript().with("user", address);
    }

    /** Plays what the user's client and we say, from the greeting on. */
    Map<String, String> play(String lines) {
        return transcript().play(lines);
    }

    /** Plays it after the greeting and a login. */
    Map<String, String> playLoggedIn(String lines) {
        return play("""
                S: * OK <any>
                C: a LOGIN {user} opensesame
                S: a OK <any>
                """ + lines);
    }

    /** Plays it after a login and SELECT INBOX. */
    Map<String, String> playSelected(String lines) {
        return playLoggedIn("""
                C: b SELECT INBOX
                S: <lines>
                S: b OK <any>
                """ + lines);
    }

    /** A conversation of one client or several, nobody logged in yet. */
    Conversation open() {
        return transcript().open();
    }

    /** Puts messages into INBOX, as SMTP would. Their lines end with LF here, and with CRLF there. */
    ImapUser having(String... messages) {
        var deliveries = imap.mailboxes().client(ServiceName.SMTP).api(DeliveriesApi.class);
        for (var message : messages) {
            var envelope = new Envelope("", List.of(address), "ESMTP", null, null, "trace");
            var report = deliveries.deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.write(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            }));
            assertThat(report.recipients()).extracting(RecipientReport::refusal).containsOnlyNulls();
        }
        return this;
    }
}
