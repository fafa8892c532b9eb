package org.valija.benchmarks;

import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Repeats what IMAP clients do; an operation is a command, or a login with a connection of its own. */
@Command(name = "imap", description = "Repeats an IMAP command.", mixinStandardHelpOptions = true)
final class ImapLoad implements Callable<Integer> {

    /** As Thunderbird asks for what it shows in a list. */
    private static final String HEADERS =
            "(UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (FROM TO CC SUBJECT DATE MESSAGE-ID REFERENCES)])";

    private static final int MIXED = 10;

    @Mixin
    private final LoadOptions options = new LoadOptions();

    @Mixin
    private final ImapOptions imap = new ImapOptions();

    @Option(
            names = "--work",
            defaultValue = "FLAGS",
            description = "what is repeated: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}")
    private ImapWork work = ImapWork.FLAGS;

    @Option(names = "--command", defaultValue = "NOOP", description = "with --work COMMAND, in INBOX")
    private String command = "";

    @Option(
            names = "--size",
            defaultValue = "4096",
            description = "octets of an appended message; default ${DEFAULT-VALUE}")
    private int size;

    @Option(names = "--batch", defaultValue = "1", description = "messages in one APPEND; default ${DEFAULT-VALUE}")
    private int batch;

    private final AtomicInteger clients = new AtomicInteger();

    @Override
    public Integer call() throws Exception {
        var name = "imap " + work.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return new LoadRun(name, options, Client::new).run();
    }

    private final class Client implements LoadClient {

        private final int index = clients.getAndIncrement();
        private final LoadMessage message = new LoadMessage(size, "");
        private @Nullable ImapClient open;
        /** In this session. */
        private int done;

        private ImapClient session() {
            if (open == null) {
                open = imap.login(options, index);
                if (work != ImapWork.APPEND) {
                    open.command("SELECT INBOX");
                }
                if (work == ImapWork.MIXED && open.exists() == 0) {
                    // There must be something to look at
                    open.append(message, 0, 1);
                }
            }
            return open;
        }

        @Override
        public long operation(long number) {
            return switch (work) {
                case LOGIN -> {
                    open = imap.login(options, number);
                    open.logout();
                    yield 1;
                }
                case SELECT -> {
                    session().command("SELECT INBOX");
                    yield 1;
                }
                case FLAGS -> session().command("FETCH 1:* (UID FLAGS)");
                case HEADERS -> session().command("FETCH 1:* " + HEADERS);
                case BODIES -> session().command("FETCH 1:* (BODY.PEEK[])");
                case STORE -> {
                    session().command("STORE 1:* " + (done++ % 2 == 0 ? '+' : '-') + "FLAGS.SILENT (\\Flagged)");
                    yield session().exists();
                }
                case APPEND -> session().append(message, number * batch, batch);
                case SEARCH_HEADER -> search(number, "SUBJECT \"message ");
                case SEARCH_TEXT -> search(number, "TEXT \"ticket");
                case MIXED -> mixed(number);
                case COMMAND -> session().command(command);
            };
        }

        private long search(long number, String key) {
            long wanted = number % Math.max(1, session().exists());
            session().command("UID SEARCH " + key + LoadMessage.digits(wanted) + "\"");
            return session().exists();
        }

        /** A session of ten commands, about the newest messages, as when somebody looks for mail. */
        private long mixed(long number) {
            var session = session();
            long last = Math.max(1, session.exists());
            long page = Math.max(1, last - 19);
            switch (done++ % MIXED) {
                case 0 -> session.command("LIST \"\" \"*\"");
                case 1 -> session.command("STATUS INBOX (MESSAGES UIDNEXT UNSEEN)");
                case 2 -> session.command("FETCH " + page + ":* (UID FLAGS)");
                case 3 -> session.command("FETCH " + page + ":* " + HEADERS);
                case 4 -> session.command("FETCH " + last + " (BODY.PEEK[])");
                case 5 -> session.command("STORE " + last + " +FLAGS (\\Seen)");
                case 6 -> session.command("UID SEARCH UNSEEN");
                case 7 -> session.command("NOOP");
                case 8 -> session.append(message, number, 1);
                default -> {
                    session.command("STORE " + last + " -FLAGS (\\Seen)");
                    session.logout();
                    open = null;
                }
            }
            return 1;
        }

        @Override
        public void close() {
            if (open != null) {
                open.close();
            }
        }
    }
}
