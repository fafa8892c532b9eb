package org.valija.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.valija.suite.demo.SelfCheck;
import org.valija.suite.postgres.FolderRemoval;

/** Starts the suite on free ports and with new data, checks it, and leaves nothing, also when it is interrupted. */
final class Check {

    private final Story story;
    private @Nullable Suite suite;
    private boolean keep;

    Check(Story story) {
        this.story = story;
    }

    /** Whether all went well. Where it did not, data and logs are left to be looked at. */
    boolean run(String... arguments) {
        Path folder;
        try {
            folder = Files.createTempDirectory("valija-check");
        } catch (IOException e) {
            throw new StartException("cannot make a temporary folder: " + e, e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(folder), "leave"));
        try {
            var started = Suite.start(Options.read(Options.usual(folder).with(Ports.free()), arguments), story);
            synchronized (this) {
                suite = started;
            }
            started.check(story);
            stop();
            story.step("stopped");
            return true;
        } catch (SelfCheck.FailedException | StartException e) {
            story.failed(e.getMessage() + "\n           Data and logs are left in " + folder);
            keep = true;
            return false;
        }
    }

    private synchronized void stop() {
        if (suite != null) {
            suite.close();
            suite = null;
        }
    }

    private void leave(Path folder) {
        stop();
        if (!keep) {
            try {
                FolderRemoval.remove(folder);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
