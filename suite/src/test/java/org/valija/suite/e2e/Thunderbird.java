package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.valija.testkit.Eventually;
import org.valija.testkit.RealClient;
import tools.jackson.databind.JsonNode;

/**
 * Thunderbird without a screen, in a profile of its own, which does what {@code thunderbird.js} can tell it. One
 * thread's.
 */
final class Thunderbird implements AutoCloseable {

    private static final Duration LIFE = Duration.ofMinutes(9);
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration END = Duration.ofSeconds(20);

    /** Nothing that asks a user, or the world outside; and what it does alone, it does not do by the clock. */
    private static final String PREFERENCES = """
            user_pref("marionette.port", 0);
            user_pref("mail.provider.suppress_dialog_on_startup", true);
            user_pref("mail.shell.checkDefaultClient", false);
            user_pref("mail.spotlight.firstRunDone", true);
            user_pref("mail.winsearch.firstRunDone", true);
            user_pref("mail.rights.version", 1);
            user_pref("mailnews.start_page.enabled", false);
            user_pref("mailnews.start_page_override.mstone", "ignore");
            user_pref("app.donation.eoy.version.viewed", 999);
            user_pref("app.update.auto", false);
            user_pref("app.update.enabled", false);
            user_pref("app.normandy.enabled", false);
            user_pref("browser.safebrowsing.malware.enabled", false);
            user_pref("browser.safebrowsing.phishing.enabled", false);
            user_pref("browser.search.update", false);
            user_pref("datareporting.healthreport.uploadEnabled", false);
            user_pref("datareporting.policy.dataSubmissionEnabled", false);
            user_pref("extensions.update.enabled", false);
            user_pref("extensions.getAddons.cache.enabled", false);
            user_pref("mail.inappnotifications.enabled", false);
            user_pref("mail.instrumentation.userOptedIn", false);
            user_pref("network.captive-portal-service.enabled", false);
            user_pref("network.connectivity-service.enabled", false);
            user_pref("services.settings.server", "data:,");
            user_pref("toolkit.telemetry.enabled", false);
            user_pref("mail.biff.show_alert", false);
            user_pref("mail.biff.play_sound", false);
            user_pref("mail.server.default.check_time", 600);
            user_pref("mailnews.confirm.moveFoldersToTrash", false);
            """;

    private final FutureTask<RealClient.Result> process;
    private final Thread thread;
    private final Marionette marionette;
    private final String library;

    /**
     * Starts it.
     *
     * @param home an empty folder for all that it keeps
     */
    static Thunderbird start(Path home) throws IOException {
        var profile = Files.createDirectories(home.resolve("profile"));
        Files.writeString(profile.resolve("user.js"), PREFERENCES);
        var client = RealClient.find("thunderbird")
                .in(home)
                .timeout(LIFE)
                .with("HOME", home.toString())
                .with("MOZ_CRASHREPORTER_DISABLE", "1");
        var process = new FutureTask<>(() -> client.run(
                "--headless",
                "--no-remote",
                "--profile",
                profile.toString(),
                "--marionette",
                "--remote-allow-system-access"));
        return new Thunderbird(process, profile);
    }

    private Thunderbird(FutureTask<RealClient.Result> process, Path profile) throws IOException {
        this.process = process;
        this.thread = Thread.ofVirtual().name("thunderbird").start(process);
        try (var script = Objects.requireNonNull(Thunderbird.class.getResourceAsStream("thunderbird.js"))) {
            library = new String(script.readAllBytes(), UTF_8);
            marionette = Marionette.connect(port(profile));
        } catch (IOException | RuntimeException | AssertionError e) {
            thread.interrupt();
            throw e;
        }
    }

    /** Which port it chose it tells in its profile. */
    private int port(Path profile) {
        var file = profile.resolve("MarionetteActivePort");
        return Eventually.within(START)
                .get(
                        "Thunderbird listens",
                        () -> {
                            if (process.isDone()) {
                                throw new IllegalStateException("ended: " + process.get());
                            }
                            return Integer.parseInt(Files.readString(file).strip());
                        },
                        _ -> true);
    }

    /**
     * Calls one of the functions in {@code thunderbird.js}.
     *
     * @return what it answered; JSON's null for nothing
     */
    JsonNode call(String function, Object... arguments) {
        var all = new ArrayList<Object>();
        all.add(function);
        all.addAll(List.of(arguments));
        return marionette.run(library, all);
    }

    /** Ends it, by force if it does not do so itself. */
    @Override
    public void close() throws IOException {
        try (marionette) {
            marionette.quit();
            process.get(END.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException endedOtherwise) {
            thread.interrupt();
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
