package org.valija.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Memory of processes, as Linux counts it. */
final class Memory {

    private Memory() {}

    /**
     * What processes and all that they started occupy, with what several share divided among them ({@code Pss}).
     *
     * @return octets
     */
    static long of(long... pids) {
        return Arrays.stream(pids)
                .flatMap(pid -> ProcessHandle.of(pid).stream()
                        .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                        .flatMapToLong(process -> LongStream.of(process.pid())))
                .distinct()
                .map(Memory::proportional)
                .sum();
    }

    private static long proportional(long pid) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException gone) {
            return 0;
        }
    }
}
