package org.valija.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.valija.testkit.Sample.BySmtp;
import org.valija.testkit.Sample.Needs;

/**
 * Messages as they occur in the world, each for something that mail software gets wrong, in {@code corpus/*.eml} with a
 * catalogue, {@code corpus/corpus.tsv}. All were written for this purpose. A large one is made on the fly.
 */
public final class Corpus {

    private static final int LARGE = 20 * 1024 * 1024;
    private static final List<Sample> ALL = read();

    private Corpus() {}

    /** All messages, in the order of the catalogue, the large one last. */
    public static List<Sample> all() {
        return ALL;
    }

    /** All messages that SMTP can carry. */
    public static List<Sample> sendable() {
        return ALL.stream().filter(Sample::sendable).toList();
    }

    /** All messages but the large one, for tests that do not care for size. */
    public static List<Sample> small() {
        return ALL.subList(0, ALL.size() - 1);
    }

    /** The message of that name. */
    public static Sample named(String name) {
        return ALL.stream()
                .filter(sample -> sample.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sample is named " + name));
    }

    private static List<Sample> read() {
        try (var catalogue =
                new BufferedReader(new InputStreamReader(resource("corpus.tsv"), StandardCharsets.UTF_8))) {
            var samples = catalogue.lines().skip(1).map(Corpus::sample);
            return Stream.concat(samples, Stream.of(large())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sample sample(String line) {
        String[] columns = line.split("\t", -1);
        String name = columns[0];
        var structure = Optional.of(columns[4]).filter(known -> !known.equals("?"));
        return new Sample(
                name, columns[1], smtp(columns[2]), needs(columns[3]), structure, () -> resource(name + ".eml"));
    }

    private static Sample large() {
        return new Sample(
                "attachment-20mb",
                "an attachment of 20 MiB in base64",
                BySmtp.UNCHANGED,
                Needs.NOTHING,
                Optional.of("mixed(text/plain,application/octet-stream)"),
                () -> LargeMessage.withAttachmentOf(LARGE));
    }

    private static BySmtp smtp(String column) {
        return switch (column) {
            case "yes" -> BySmtp.UNCHANGED;
            case "newline" -> BySmtp.GAINS_FINAL_CRLF;
            case "no" -> BySmtp.NOT_SENDABLE;
            default -> throw new IllegalStateException("corpus.tsv, column smtp: " + column);
        };
    }

    private static Needs needs(String column) {
        return switch (column) {
            case "-" -> Needs.NOTHING;
            case "8BITMIME" -> Needs.EIGHTBITMIME;
            case "SMTPUTF8" -> Needs.SMTPUTF8;
            case "BINARYMIME" -> Needs.BINARYMIME;
            default -> throw new IllegalStateException("corpus.tsv, column needs: " + column);
        };
    }

    private static InputStream resource(String file) {
        return Objects.requireNonNull(Corpus.class.getResourceAsStream("/corpus/" + file), file);
    }
}
