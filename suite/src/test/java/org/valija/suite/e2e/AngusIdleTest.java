package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.event.MessageChangedEvent;
import jakarta.mail.event.MessageCountAdapter;
import jakarta.mail.event.MessageCountEvent;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IdleManager;
import org.junit.jupiter.api.Test;

/** Angus Mail in IDLE learns of what others do (RFC 2177), by its IdleManager: one thread for many folders. */
class AngusIdleTest {

    private static final long PATIENCE = 10;

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();
    private final Angus angus = new Angus(valija, user);

    @Test
    void seesNewMessagesFlagsAndExpunges() throws Exception {
        valija.deliver(user, Arrived.message("first"));
        var seen = new LinkedBlockingQueue<String>();
        var threads = Executors.newCachedThreadPool();
        var idle = new IdleManager(angus.session(), threads);
        try (var store = angus.plaintextImap();
                var other = valija.inbox(user)) {
            var inbox = (IMAPFolder) store.getFolder("INBOX");
            inbox.open(Folder.READ_ONLY);
            inbox.addMessageCountListener(new MessageCountAdapter() {
                @Override
                public void messagesAdded(MessageCountEvent event) {
                    seen.add("added " + event.getMessages()[0].getMessageNumber());
                    watch(idle, inbox, seen);
                }

                @Override
                public void messagesRemoved(MessageCountEvent event) {
                    seen.add("removed " + event.getMessages()[0].getMessageNumber());
                    watch(idle, inbox, seen);
                }
            });
            inbox.addMessageChangedListener(event -> {
                if (event.getMessageChangeType() == MessageChangedEvent.FLAGS_CHANGED) {
                    seen.add("flags of " + event.getMessage().getMessageNumber());
                }
            });
            watch(idle, inbox, seen);

            valija.deliver(user, Arrived.message("second"));
            assertThat(seen.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo("added 2");
            other.ok("NOOP");
            other.ok("UID STORE 2 +FLAGS (\\Seen)");
            assertThat(seen.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo("flags of 2");
            other.ok("UID STORE 1 +FLAGS.SILENT (\\Deleted)");
            assertThat(seen.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo("flags of 1");
            other.ok("EXPUNGE");
            assertThat(seen.poll(PATIENCE, TimeUnit.SECONDS)).isEqualTo("removed 1");
        } finally {
            idle.stop();
            threads.shutdownNow();
        }
    }

    private static void watch(IdleManager idle, Folder folder, LinkedBlockingQueue<String> seen) {
        try {
            idle.watch(folder);
        } catch (MessagingException e) {
            seen.add(e.toString());
        }
    }
}
