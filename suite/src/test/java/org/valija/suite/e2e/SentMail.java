package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The messages that clients sent to one mailbox, and which of them they were told are stored. Used by any thread. */
final class SentMail {

    private static final Pattern ID = Pattern.compile("Message-ID: <([^<>]+)@mail\\.example\\.org>");

    /** By the word in its Message-ID, each message that was answered with 250 or OK. */
    private final Map<String, byte[]> accepted = new ConcurrentHashMap<>();

    /** By that word, how often the message was sent and not answered so. */
    private final Map<String, Integer> unanswered = new ConcurrentHashMap<>();

    /** @param word see {@link Arrived#message} */
    void accepted(String word, byte[] message) {
        accepted.put(word, message);
    }

    /** It was refused, or the connection ended: it may be stored or not. */
    void unanswered(String word) {
        unanswered.merge(word, 1, Integer::sum);
    }

    boolean isAccepted(String word) {
        return accepted.containsKey(word);
    }

    int count() {
        return accepted.size();
    }

    /**
     * Compares, after all clients have ended.
     *
     * @param stored all messages of the mailbox
     * @return what is wrong: messages that were accepted and are missing, are not octet by octet what was sent, or are
     *     there more often than they were sent
     */
    List<String> wrong(Collection<byte[]> stored) {
        var copies = new HashMap<String, Integer>();
        var wrong = new ArrayList<String>();
        for (byte[] message : stored) {
            var id = ID.matcher(new String(message, ISO_8859_1));
            if (!id.find()) {
                continue;
            }
            String word = id.group(1);
            copies.merge(word, 1, Integer::sum);
            byte[] sent = accepted.get(word);
            if (sent != null && !holds(message, sent)) {
                wrong.add(word + " is not what was sent: " + new String(message, ISO_8859_1));
            }
        }
        for (String word : accepted.keySet()) {
            int found = copies.getOrDefault(word, 0);
            // Who got no answer sends again, and the store may have had the message already: RFC 1047
            int most = 1 + unanswered.getOrDefault(word, 0);
            if (found < 1 || found > most) {
                wrong.add(word + " is there " + found + " times, and was sent " + most + " times");
            }
        }
        return wrong;
    }

    /**
     * Whether a message is what was sent, octet by octet: as it is where it came by APPEND, behind trace fields and what
     * the server found out about the sender where it came by SMTP.
     */
    private static boolean holds(byte[] message, byte[] sent) {
        int from = message.length - sent.length;
        return from >= 0
                && Arrays.equals(message, from, message.length, sent, 0, sent.length)
                && (from == 0 || new String(message, 0, from, ISO_8859_1).startsWith("Return-Path: <"));
    }
}
