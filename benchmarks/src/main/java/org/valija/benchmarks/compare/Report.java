package org.valija.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.valija.benchmarks.compare.Arena.Outcome;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is written when all is done: the outcomes as JSON, and tables between two marks of docs/performance.md.
 *
 * @param date ISO 8601
 * @param machine processors and kernel
 * @param load average of the last 15 minutes when it ended: above 2 more than the comparison itself, others used the machine
 * @param warmUp how long each server was put under each load before the first round
 */
record Report(
        String date,
        String machine,
        double load,
        int rounds,
        Duration warmUp,
        List<Server> servers,
        List<Outcome> outcomes) {

    private static final String BEGIN = "<!-- written by benchmarks/compare: begin -->";
    private static final String END = "<!-- written by benchmarks/compare: end -->";

    /** What is to be known of a server. */
    record Server(String name, String version, String settings) {}

    /** Keeps it as {@code <date>-<n>.json}, with the first n that is free. */
    Path keep(Path folder) throws IOException {
        Files.createDirectories(folder);
        int n = 1;
        while (Files.exists(folder.resolve(date + "-" + n + ".json"))) {
            n++;
        }
        var mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        return Files.write(folder.resolve(date + "-" + n + ".json"), mapper.writeValueAsBytes(this));
    }

    /** Replaces what an earlier one wrote into a page, and leaves the rest of it. */
    void writeInto(Path page, List<Contest> contests, Path raw) throws IOException {
        var text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("no marks in " + page);
        }
        Files.writeString(
                page, text.substring(0, begin + BEGIN.length()) + "\n" + markdown(contests, raw) + text.substring(end));
    }

    String markdown(List<Contest> contests, Path raw) {
        var text = new StringBuilder();
        text.append(
                "%s; median of %d round%s, all servers in turn within each%s; %s; load average at the end %.1f. Raw: [%s](performance/%s)."
                        .formatted(
                                date,
                                rounds,
                                rounds == 1 ? "" : "s",
                                warmUp.isPositive()
                                        ? ", after %d s of each load for each server".formatted(warmUp.toSeconds())
                                        : "",
                                machine,
                                load,
                                raw.getFileName(),
                                raw.getFileName()));
        text.append("\n\n| server | version | settings |\n|---|---|---|\n");
        servers.forEach(server ->
                text.append("| %s | %s | %s |\n".formatted(server.name(), server.version(), server.settings())));
        for (var protocol : Protocol.values()) {
            var rows = contests.stream()
                    .filter(contest -> contest.protocol() == protocol)
                    .toList();
            if (!rows.isEmpty()) {
                table(text, protocol, rows);
            }
        }
        return text.append('\n').toString();
    }

    /** Ratios are of the first server to the second. */
    private void table(StringBuilder text, Protocol protocol, List<Contest> rows) {
        text.append("\n| ").append(protocol).append(" | unit |");
        servers.forEach(server -> text.append(' ').append(server.name()).append(" |"));
        text.append(" times as good | aim |\n|---|---|")
                .append("---|".repeat(servers.size() + 2))
                .append('\n');
        for (var contest : rows) {
            text.append("| ")
                    .append(contest.name())
                    .append(" | ")
                    .append(contest.unit())
                    .append(" |");
            servers.forEach(server ->
                    text.append(' ').append(figure(median(contest, server))).append(" |"));
            var ours = median(contest, servers.getFirst());
            var peer = servers.size() > 1 ? median(contest, servers.get(1)) : OptionalDouble.empty();
            var ratio = ours.isPresent() && peer.isPresent()
                    ? figure(OptionalDouble.of(contest.ratio(ours.getAsDouble(), peer.getAsDouble())))
                    : "";
            text.append(' ')
                    .append(ratio)
                    .append(" | ")
                    .append(figure(OptionalDouble.of(contest.aim())))
                    .append(" |\n");
        }
    }

    private OptionalDouble median(Contest contest, Server server) {
        var figures = outcomes.stream()
                .filter(outcome -> outcome.contest().equals(contest.name())
                        && outcome.server().equals(server.name()))
                .filter(outcome -> outcome.protocol() == contest.protocol())
                .mapToDouble(Outcome::figure)
                .sorted()
                .toArray();
        if (figures.length == 0) {
            return OptionalDouble.empty();
        }
        int middle = figures.length / 2;
        return OptionalDouble.of(
                figures.length % 2 == 1 ? figures[middle] : (figures[middle - 1] + figures[middle]) / 2);
    }

    /** Three digits are more than such a figure is worth. */
    private static String figure(OptionalDouble value) {
        if (value.isEmpty() || Double.isNaN(value.getAsDouble()) || Double.isInfinite(value.getAsDouble())) {
            return "";
        }
        double figure = value.getAsDouble();
        return String.format(Locale.ROOT, figure < 10 ? "%.2f" : figure < 100 ? "%.1f" : "%,.0f", figure);
    }
}
