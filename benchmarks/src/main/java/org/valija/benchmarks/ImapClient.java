package org.valija.benchmarks;

/** An IMAP connection that has logged in. One command at a time, all with the tag {@code a}. */
final class ImapClient implements AutoCloseable {

    private final Wire wire;
    /** Messages in the selected mailbox, as EXISTS told last. */
    private long exists;

    ImapClient(String host, int port, String user, String password) {
        wire = new Wire(host, port);
        wire.receive();
        if (!wire.starts("* OK")) {
            throw new IllegalStateException(wire.text());
        }
        command("LOGIN " + user + " \"" + password + "\"");
    }

    /**
     * Sends a command and passes over its answer.
     *
     * @return untagged FETCH responses that there were
     * @throws IllegalStateException if it is not answered with OK
     */
    long command(String command) {
        wire.put("a ").put(command).put("\r\n").flush();
        return complete();
    }

    /** APPEND of several messages in one command, if more than one: RFC 3502. Non-synchronizing literals: RFC 7888. */
    long append(LoadMessage message, long first, int messages) {
        wire.put("a APPEND INBOX");
        for (int i = 0; i < messages; i++) {
            byte[] octets = message.number(first + i);
            wire.put(" {").put(Integer.toString(octets.length)).put("+}\r\n").put(octets);
        }
        wire.put("\r\n").flush();
        complete();
        return messages;
    }

    /** Starts IDLE (RFC 2177), whose end is that of the connection. */
    void idle() {
        wire.send("a IDLE");
        do {
            untagged();
        } while (wire.at(0) != '+');
    }

    /** Waits for the next response of an idle connection. */
    void awaitPush() {
        untagged();
    }

    long exists() {
        return exists;
    }

    private long complete() {
        long fetched = 0;
        while (true) {
            fetched += untagged();
            if (wire.at(0) == 'a' && wire.at(1) == ' ') {
                if (!wire.has(2, "OK")) {
                    throw new IllegalStateException(wire.text());
                }
                return fetched;
            }
        }
    }

    /** Passes over a response with its literals. Answers 1 if it is a FETCH, else 0. */
    private long untagged() {
        int length = wire.receive();
        long fetched = 0;
        if (wire.starts("* ")) {
            if (wire.starts("* BYE")) {
                throw new IllegalStateException(wire.text());
            }
            int word = 2;
            while (wire.at(word) >= '0' && wire.at(word) <= '9') {
                word++;
            }
            if (wire.has(word, " FETCH")) {
                fetched = 1;
            } else if (wire.has(word, " EXISTS")) {
                exists = wire.number(2);
            }
        }
        while (length > 0 && wire.at(length - 1) == '}') {
            int digits = length - 1;
            while (wire.at(digits - 1) != '{') {
                digits--;
            }
            wire.skip(wire.number(digits));
            length = wire.receive();
        }
        return fetched;
    }

    /** Says good-bye: RFC 9051, 6.1.3. */
    void logout() {
        wire.send("a LOGOUT");
        do {
            wire.receive();
        } while (!wire.starts("a "));
        close();
    }

    @Override
    public void close() {
        wire.close();
    }
}
