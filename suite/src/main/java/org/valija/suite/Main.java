package org.valija.suite;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.valija.suite.demo.SelfCheck;

/** What {@code ./run} runs. */
public final class Main {

    private static final List<String> HELP = List.of("--help", "-h");

    private Main() {}

    public static void main(String[] arguments) {
        var story = new Story(new PrintStream(System.out, false, StandardCharsets.UTF_8));
        if (Arrays.stream(arguments).anyMatch(HELP::contains)) {
            story.say(Options.help());
            return;
        }
        try {
            var others = Arrays.stream(arguments)
                    .filter(argument -> !argument.equals("--check"))
                    .toArray(String[]::new);
            boolean check = others.length < arguments.length;
            System.exit((check ? new Check(story).run(others) : serve(others, story)) ? 0 : 1);
        } catch (StartException e) {
            story.failed(String.valueOf(e.getMessage()));
            System.exit(1);
        }
    }

    /** Starts, checks, and stays up until the process is told to end. */
    private static boolean serve(String[] arguments, Story story) {
        var options = Options.read(Options.usual(Path.of("data")), arguments);
        var suite = Suite.start(options, story);
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            story.say("\nStopping");
                            suite.close();
                            story.say(
                                    "Stopped; all mail is in " + options.data().toAbsolutePath());
                            stopped.countDown();
                        },
                        "stop"));
        try {
            suite.check(story);
        } catch (SelfCheck.FailedException e) {
            // Who changed the password of a demo account still wants the server
            story.failed(e.getMessage() + "\n           The services stay up. More is in " + suite.log());
        }
        story.say(new Manual(suite).text());
        try {
            stopped.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return true;
    }
}
