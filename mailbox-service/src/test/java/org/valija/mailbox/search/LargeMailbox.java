package org.valija.mailbox.search;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.TestUser;

/**
 * Fills mailboxes with mail that reads like mail: words as rare and as frequent as words are, short and long messages,
 * conversations, senders who write often. The same numbers make the same mail.
 */
final class LargeMailbox {

    /** In every thousandth message. */
    static final String RARE = "quetzalcoatl";

    private static final int AT_ONCE = 1_000;
    private static final int WORDS = 20_000;
    private static final String[] SYLLABLES = {
        "ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi",
        "yo", "zu", "bra", "cle", "dri", "flo", "gru", "sta", "pre", "kni", "spo", "tru"
    };

    private final TestUser user;
    private final Random random;

    LargeMailbox(TestUser user, long seed) {
        this.user = user;
        random = new Random(seed);
    }

    /** Adds so many messages. */
    void fill(String mailbox, int messages) {
        for (int from = 0; from < messages; from += AT_ONCE) {
            int start = from;
            int end = Math.min(messages, from + AT_ONCE);
            user.messages().append(user.token(), user.account(), mailbox, CborSequence.of(out -> {
                for (int i = start; i < end; i++) {
                    out.write(new NewMessage(Flags.NONE, null));
                    out.write(message(i).getBytes(StandardCharsets.UTF_8));
                }
            }));
        }
    }

    private String message(int number) {
        int conversation = number - number % (1 + random.nextInt(5));
        var text = new StringBuilder();
        text.append("Received: from mx").append(random.nextInt(50)).append(".example.net by mail.example.org id ");
        text.append(Long.toString(random.nextLong() >>> 1, 36)).append("; Sat, 31 Jan 2026 23:30:00 -0800\r\n");
        text.append("Message-ID: <").append(id(number)).append(">\r\n");
        if (conversation != number) {
            text.append("References: <").append(id(conversation)).append(">\r\n");
        }
        var sender = word();
        text.append("From: ")
                .append(sender)
                .append(' ')
                .append(word())
                .append(" <")
                .append(sender)
                .append("@example.net>\r\n");
        text.append("To: ").append(user.account()).append(" <user@example.org>\r\nSubject: ");
        text.append(conversation == number ? "" : "Re: ");
        var subject = new Random(conversation);
        for (int i = 0; i < 4; i++) {
            text.append(word(subject)).append(' ');
        }
        text.append("\r\nX-Ticket: T-")
                .append(number)
                .append("\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        for (int i = 50 + random.nextInt(400); i > 0; i--) {
            text.append(word()).append(i % 12 == 0 ? "\r\n" : " ");
        }
        return number % 1000 == 0
                ? text.append(RARE).append("\r\n").toString()
                : text.append("\r\n").toString();
    }

    private String id(int number) {
        return number + "." + user.account() + "@large.example";
    }

    private String word() {
        return word(random);
    }

    /** The n-th most frequent word comes up about n times less often than the first. */
    private static String word(Random random) {
        int rank = (int) Math.pow(WORDS, random.nextDouble());
        var word = new StringBuilder();
        for (int n = rank; n > 0; n /= SYLLABLES.length) {
            word.append(SYLLABLES[n % SYLLABLES.length]);
        }
        return word.toString();
    }
}
