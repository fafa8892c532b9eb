package org.valija.mailbox.testing;

import java.util.ArrayList;
import java.util.List;
import org.valija.testkit.TestPostgres;

/** Says when the text index is built, which otherwise happens by itself sooner or later. */
public final class TextIndexing {

    private TextIndexing() {}

    /** A running service on a fresh database that indexes no text before it is told to. */
    public static MailboxServer server(String... properties) {
        var all = new ArrayList<>(List.of(properties));
        all.add("mailbox.jobs.every.index-text=0s");
        return MailboxServer.on(TestPostgres.database(), all.toArray(String[]::new));
    }

    /** Has all messages indexed, and waits for it. */
    public static void finish(MailboxServer server) {
        server.runJob("index-text");
    }

    /** Makes the index as empty as it was before it came to any message. */
    public static void forget(MailboxServer server) {
        server.database().execute("delete from content_text");
        server.database().execute("""
                insert into text_queue (account_id, content_hash) select distinct account_id, content_hash from message
                on conflict do nothing""");
    }
}
