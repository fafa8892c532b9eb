package org.valija.suite.e2e;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.valija.testkit.RealClient;
import org.valija.testkit.TestSmtp.Answers;

/**
 * What clients of a server that is being replaced or killed meet, told apart by what the protocols allow: connections
 * that end, which clients make again; commands that are refused for now, which clients give again; and all else, which is
 * a fault. Used by any thread.
 */
final class Tally {

    /**
     * What a server says that stops (RFC 5321, 3.8; RFC 9051, 7.1.5), and what programs say of a connection that ended
     * or was not made: curl 7, 35, 52, 55 and 56, and swaks.
     */
    private static final Pattern ENDED = Pattern.compile("421 4\\.3\\.2|\\* BYE |server is stopping"
            + "|closed connection unexpectedly|Connection refused|SSL_ERROR_SYSCALL|Empty reply"
            + "|(?:Recv|Send) failure|response reading failed");

    /**
     * "Not now", in SMTP (RFC 5321, 4.2.1: any 4yz), in IMAP (RFC 5530, 3: UNAVAILABLE) and in POP3 (RFC 3206, 4:
     * SYS/TEMP; RFC 2449, 8.1.1: IN-USE, after the end of a server that held the maildrop).
     */
    private static final Pattern FOR_NOW =
            Pattern.compile("<[-~*]+ +4\\d\\d |NO \\[UNAVAILABLE]|-ERR \\[(?:SYS/TEMP|IN-USE)]");

    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger reconnects = new AtomicInteger();
    private final Queue<String> putOff = new ConcurrentLinkedQueue<>();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    /** All was as it should be. */
    void done() {
        done.incrementAndGet();
    }

    /** A connection ended; one that says nothing for as long as a client waits has not. */
    void ended(UncheckedIOException why) {
        if (why.getCause() instanceof SocketTimeoutException) {
            faults.add("no answer: " + why);
        } else {
            reconnects.incrementAndGet();
        }
    }

    /** A client heard something else than it had to. */
    void heard(String words) {
        if (ENDED.matcher(words).find()) {
            reconnects.incrementAndGet();
        } else {
            (FOR_NOW.matcher(words).find() ? putOff : faults).add(words.replaceAll("\\s+", " "));
        }
    }

    /** A message was not taken: what counts is the first reply that says so. */
    void heard(Answers answers) {
        if (answers.mail().code() == 421) {
            reconnects.incrementAndGet();
            return;
        }
        int first = answers.mail().code() / 100 != 2
                ? answers.mail().code()
                : answers.recipients().stream()
                        .mapToInt(reply -> reply.code())
                        .filter(code -> code / 100 != 2)
                        .findFirst()
                        .orElse(answers.data().code());
        (first / 100 == 4 ? putOff : faults).add(answers.toString());
    }

    /** A program ended, well or not; one that can't connect, or whose connection ends, is run again by its user. */
    void ran(String program, RealClient.Result result) {
        if (result.exit() == 0) {
            done();
        } else {
            heard(program + " ended with " + result.exit() + ": " + result.out() + result.err());
        }
    }

    /** Commands that were refused for now. */
    Queue<String> putOff() {
        return putOff;
    }

    /** What no protocol allows where nothing was wrong with the command. */
    Queue<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return "%d answers as they should be, %d connections ended, %d commands put off %s, %d faults %s"
                .formatted(done.get(), reconnects.get(), putOff.size(), putOff, faults.size(), faults);
    }
}
