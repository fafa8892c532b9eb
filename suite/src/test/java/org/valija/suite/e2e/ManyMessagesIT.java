package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** mbsync keeps 5,000 messages the same at both ends; longer than a test should take, as it sends them one by one. */
class ManyMessagesIT {

    private static final int THERE = 4_000;
    private static final int HERE = 1_000;
    private static final Duration TIME = Duration.ofMinutes(10);

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @AutoClose
    private final TestImap imap = valija.inbox(user).timeout(Duration.ofMinutes(1));

    @Test
    void areTheSameAtBothEnds(@TempDir Path home) throws IOException {
        var mbsync = Mbsync.configure(home, valija, user);
        var inbox = Maildir.create(mbsync.inbox().folder());
        for (int i = 0; i < HERE; i++) {
            inbox.add(i + ".here", Arrived.withLf(Arrived.message("here-" + i)));
        }
        imap.append(
                "INBOX",
                IntStream.range(0, THERE)
                        .mapToObj(i -> Arrived.message("there-" + i))
                        .toList());
        mbsync.sync(TIME);
        assertThat(here(inbox)).hasSize(HERE + THERE).isEqualTo(there());

        imap.ok("UID STORE 1:300 +FLAGS (\\Flagged)");
        imap.ok("UID STORE 201:400 +FLAGS (\\Deleted)");
        imap.ok("EXPUNGE");
        inbox.flag("Subject: there-7\n", "RS");
        inbox.flag("Subject: here-7\n", "S");
        inbox.flag("Subject: here-8\n", "ST");
        mbsync.sync(TIME);
        assertThat(here(inbox)).hasSize(HERE + THERE - 201).isEqualTo(there());
    }

    /** The flags of each message on this side, as IMAP writes them. */
    private static Map<String, List<String>> here(Maildir inbox) {
        var flags = Map.of('R', "\\Answered", 'F', "\\Flagged", 'S', "\\Seen");
        var messages = new HashMap<String, List<String>>();
        for (var file : inbox.files()) {
            var letters = Maildir.flags(file);
            messages.put(
                    Mbsync.withoutMark(Maildir.read(file)),
                    letters.chars()
                            .mapToObj(letter -> flags.get((char) letter))
                            .sorted()
                            .toList());
        }
        return messages;
    }

    /** The flags of each message in the mailbox. */
    private Map<String, List<String>> there() {
        imap.ok("NOOP");
        var messages = new HashMap<String, List<String>>();
        for (var fetched : imap.fetch("1:*", "(FLAGS BODY.PEEK[])")) {
            messages.put(Mbsync.withoutMark(fetched.item("BODY[]").octets()), fetched.flags());
        }
        return messages;
    }
}
