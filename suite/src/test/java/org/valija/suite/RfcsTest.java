package org.valija.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/rfcs.md and the code together. */
class RfcsTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW =
            Pattern.compile("^\\| (\\d{3,5}) \\| [^|]+ \\| (done|partly: .+|planned|not: .+) \\|$");
    private static final Pattern MENTION = Pattern.compile("\\bRFC (\\d{3,5})\\b");
    private static final Pattern LINK = Pattern.compile("rfc-editor\\.org/rfc/rfc(\\d+)\\.html[^\"]*\">RFC (\\d+)");

    @Test
    void everyRfcThatTheCodeNamesIsListed() throws IOException {
        assertThat(listed().keySet()).containsAll(named());
    }

    @Test
    void whatIsDoneOrPartlyDoneIsNamedInTheCode() throws IOException {
        var claimed = new TreeSet<Integer>();
        listed().forEach((rfc, state) -> {
            if (state.equals("done") || state.startsWith("partly")) {
                claimed.add(rfc);
            }
        });
        assertThat(named()).containsAll(claimed);
    }

    @Test
    void linksLeadToTheRfcTheyName() {
        for (var source : sources()) {
            var link = LINK.matcher(source);
            while (link.find()) {
                assertThat(link.group(1)).as(link.group()).isEqualTo(link.group(2));
            }
        }
    }

    private static Map<Integer, String> listed() throws IOException {
        var listed = new TreeMap<Integer, String>();
        for (var line : Files.readAllLines(PROJECT.resolve("docs/rfcs.md"))) {
            if (line.startsWith("| ") && Character.isDigit(line.charAt(2))) {
                var row = ROW.matcher(line);
                assertThat(row.matches())
                        .as("a row with number, title and state: " + line)
                        .isTrue();
                assertThat(listed.put(Integer.valueOf(row.group(1)), row.group(2)))
                        .as("listed twice: " + line)
                        .isNull();
            }
        }
        assertThat(listed).isNotEmpty();
        return listed;
    }

    private static Set<Integer> named() {
        var named = new TreeSet<Integer>();
        for (var source : sources()) {
            var mention = MENTION.matcher(source);
            while (mention.find()) {
                named.add(Integer.valueOf(mention.group(1)));
            }
        }
        return named;
    }

    /** The main code of all modules. */
    private static Iterable<String> sources() {
        try (Stream<Path> modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .flatMap(RfcsTest::javaFiles)
                    .map(RfcsTest::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
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
}
