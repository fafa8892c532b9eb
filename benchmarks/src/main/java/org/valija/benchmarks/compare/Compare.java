package org.valija.benchmarks.compare;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.valija.benchmarks.compare.Arena.Outcome;
import org.valija.benchmarks.compare.Report.Server;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts all servers, puts each under each load in turn, and ends them. */
@Command(
        name = "compare",
        description =
                "Compares Valija with Postfix, Dovecot and GreenMail on this machine; needs root, and the packages"
                        + " that the script benchmarks/compare installs.",
        mixinStandardHelpOptions = true)
public final class Compare implements Callable<Integer> {

    private final Consumer<String[]> generator;

    private enum Contestant {
        VALIJA,
        /** As they are packaged. */
        POSTFIX_DOVECOT,
        /** Dovecot alone, with its faster settings. */
        DOVECOT_SDBOX,
        GREENMAIL
    }

    @Option(names = "--rounds", defaultValue = "3", description = "default ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "PT0S",
            description = "how long each server is put under each load before the first round, ISO 8601; default"
                    + " ${DEFAULT-VALUE}")
    private Duration warmUp = Duration.ZERO;

    @Option(names = "--only", split = ",", description = "some of ${COMPLETION-CANDIDATES}; all unless given")
    private Set<Protocol> only = EnumSet.allOf(Protocol.class);

    @Option(names = "--contest", description = "only those whose name has this in it")
    private String contest = "";

    @Option(names = "--quick", description = "small mailboxes and short loads: shows that all works")
    private boolean quick;

    @Option(
            names = "--servers",
            split = ",",
            defaultValue = "VALIJA,POSTFIX_DOVECOT,GREENMAIL",
            description = "which take part, of ${COMPLETION-CANDIDATES}; ratios are of the first to the second; default"
                    + " ${DEFAULT-VALUE}")
    private List<Contestant> contestants = List.of();

    @Option(names = "--greenmail", description = "the jar of GreenMail standalone, to let it take part")
    private @Nullable Path greenMail;

    @Option(
            names = "--sources",
            defaultValue = ".",
            description = "folder of the sources, built; default ${DEFAULT-VALUE}")
    private Path sources = Path.of(".");

    @Option(names = "--dry", description = "prints the tables, and writes no file")
    private boolean dry;

    /**
     * @param generator runs a load, told by the arguments of its command
     */
    public Compare(Consumer<String[]> generator) {
        this.generator = generator;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var contests = (quick ? Contests.QUICK : Contests.WHOLE);
        var chosen = contests.all().stream()
                .filter(each -> only.contains(each.protocol()) && each.name().contains(contest))
                .toList();
        var folder = Scratch.folder();
        var servers = new ArrayList<MailServer>();
        try {
            start(servers, folder);
            var arena = new Arena(folder, contests.seconds(), generator);
            if (only.contains(Protocol.IMAP) || only.contains(Protocol.POP3)) {
                servers.stream()
                        .filter(server -> !(server instanceof GreenMail))
                        .forEach(server -> {
                            say("fills the mailboxes of " + server.name());
                            arena.fill(server, contests);
                        });
            }
            if (warmUp.isPositive()) {
                for (var each : chosen) {
                    for (var server : servers) {
                        warmUp(arena, each, server);
                    }
                }
            }
            var outcomes = new ArrayList<Outcome>();
            for (int round = 1; round <= rounds; round++) {
                for (var each : chosen) {
                    for (var server : servers) {
                        measure(arena, round, each, server, outcomes);
                    }
                }
            }
            report(servers, chosen, outcomes);
            return 0;
        } finally {
            servers.reversed().forEach(MailServer::close);
            Scratch.remove(folder);
        }
    }

    private void start(List<MailServer> servers, Path folder) {
        for (var contestant : contestants) {
            say("starts " + contestant);
            switch (contestant) {
                case VALIJA -> servers.add(new Valija(folder.resolve("valija"), sources));
                case POSTFIX_DOVECOT -> servers.add(new Dovecot(folder.resolve("dovecot"), Dovecot.Kind.PACKAGED));
                case DOVECOT_SDBOX -> servers.add(new Dovecot(folder.resolve("sdbox"), Dovecot.Kind.FAST));
                case GREENMAIL -> {
                    if (greenMail != null) {
                        servers.add(new GreenMail(greenMail));
                    }
                }
            }
        }
    }

    private void warmUp(Arena arena, Contest contest, MailServer server) {
        if (takesPart(server, contest)) {
            say("warms up, " + contest.protocol() + " " + contest.name() + ": " + server.name());
            try {
                arena.warmUp(contest, server, warmUp);
            } catch (RuntimeException | AssertionError e) {
                say("failed: " + e.getMessage());
            }
        }
    }

    private static void measure(Arena arena, int round, Contest contest, MailServer server, List<Outcome> outcomes)
            throws InterruptedException {
        if (!takesPart(server, contest)) {
            return;
        }
        say("round " + round + ", " + contest.protocol() + " " + contest.name() + ": " + server.name());
        Quiet.await();
        try {
            outcomes.add(arena.run(round, contest, server));
        } catch (RuntimeException | AssertionError e) {
            // The others go on; a figure that is missing is seen in the table
            say("failed: " + e.getMessage());
        }
    }

    /** GreenMail only takes mail: what it would read is not filled in. */
    private static boolean takesPart(MailServer server, Contest contest) {
        boolean pushed = contest.load().getFirst().equals("imap-push");
        return server.port(contest.protocol()) != null
                && (!pushed || server.port(Protocol.SMTP) != null)
                && (!(server instanceof GreenMail) || contest.protocol() == Protocol.SMTP);
    }

    private void report(List<MailServer> servers, List<Contest> chosen, List<Outcome> outcomes) throws IOException {
        var described = servers.stream()
                .map(server -> new Server(server.name(), server.version(), server.settings()))
                .toList();
        var load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        var report = new Report(
                LocalDate.now(ZoneOffset.UTC).toString(), machine(), load, rounds, warmUp, described, outcomes);
        if (dry) {
            System.out.println(report.markdown(chosen, Path.of("none")));
            return;
        }
        var docs = sources.resolve("docs");
        var raw = report.keep(docs.resolve("performance"));
        report.writeInto(docs.resolve("performance.md"), chosen, raw);
        say("written: " + raw + " and the tables of " + docs.resolve("performance.md"));
    }

    private static String machine() throws IOException {
        var model = Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown processor");
        return Runtime.getRuntime().availableProcessors() + " processors (" + model + "), Linux "
                + System.getProperty("os.version");
    }

    private static void say(String what) {
        System.err.println("compare: " + what);
    }
}
