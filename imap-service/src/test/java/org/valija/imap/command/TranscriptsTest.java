package org.valija.imap.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.valija.imap.respond.ResponseCode;

/** Each command and each response code stands in a transcript: of IMAP4rev1, and of IMAP4rev2 where that has it. */
class TranscriptsTest {

    private static final String REV2 = "ENABLE IMAP4rev2";
    /** Said before anything can be enabled. */
    private static final Set<String> BEFORE_LOGIN = Set.of("STARTTLS", "AUTHENTICATE", "LOGIN");
    /** What CompressTest says and hears is compressed; faults of ours, locks and tokens that expire are no conversation. */
    private static final Set<String> NEVER_PLAYED = Set.of("COMPRESSIONACTIVE", "SERVERBUG", "INUSE", "EXPIRED");

    private final List<String> tests = tests();

    /** Each test, from one annotation to the next; where its class enables IMAP4rev2 in what all begin with, with that. */
    private static List<String> tests() {
        try (var files = Files.walk(Path.of("src", "test", "java", "org", "valija", "imap"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> {
                        var tests = read(file).split("@(Parameterized)?Test");
                        var common = tests[0].contains(REV2) ? REV2 : "";
                        return Arrays.stream(tests).map(test -> common + test);
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean played(String line, boolean rev2) {
        var pattern = Pattern.compile(line, Pattern.MULTILINE | Pattern.CASE_INSENSITIVE);
        return tests.stream()
                .filter(test -> test.contains(REV2) == rev2)
                .anyMatch(test -> pattern.matcher(test).find());
    }

    @Test
    void everyCommandIsPlayed() {
        assertThat(Commands.names()).allSatisfy(command -> {
            var line = "^ *C\\d?: \\S+ " + command + "\\b";
            assertThat(command.equals("COMPRESS") || played(line, false))
                    .as(command + " in IMAP4rev1")
                    .isTrue();
            assertThat(BEFORE_LOGIN.contains(command) || played(line, true))
                    .as(command + " in IMAP4rev2")
                    .isTrue();
        });
    }

    @Test
    void everyResponseCodeIsPlayed() throws IllegalAccessException {
        for (var field : ResponseCode.class.getFields()) {
            var code = ((ResponseCode) field.get(null)).text().split(" ")[0];
            var line = "^ *S\\d?: .*\\[" + Pattern.quote(code) + "[] ]";
            assertThat(NEVER_PLAYED.contains(code) || played(line, false) || played(line, true))
                    .as(code)
                    .isTrue();
        }
    }
}
