package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.valija.testkit.LineClient;

/** A client that says one command after the other, each of which has to succeed; its answers have no literals. One thread's. */
final class CommandClient implements AutoCloseable {

    private final LineClient wire;
    private int tag;

    /** Connects and logs in. */
    CommandClient(LiveImap imap, ImapUser user) {
        wire = LineClient.connect(imap.port("imap"));
        wire.readLine();
        say("LOGIN " + user.address() + " opensesame");
    }

    /** The untagged responses. */
    List<String> say(String command) {
        var label = "t" + ++tag;
        wire.send(label + " " + command);
        var heard = new ArrayList<String>();
        var line = wire.readLine();
        for (; !line.startsWith(label + " "); line = wire.readLine()) {
            heard.add(line);
        }
        assertThat(line).as("answer to " + command).startsWith(label + " OK");
        return heard;
    }

    void append(String mailbox) {
        say("APPEND " + mailbox + " {3+}\r\nabc");
    }

    void expunge(String uids) {
        say("UID STORE " + uids + " +FLAGS.SILENT (\\Deleted)");
        say("UID EXPUNGE " + uids);
    }

    @Override
    public void close() {
        wire.close();
    }
}
