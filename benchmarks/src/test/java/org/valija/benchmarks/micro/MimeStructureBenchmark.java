package org.valija.benchmarks.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.valija.mailbox.mime.MessageParser;
import org.valija.mailbox.mime.ParsedMessage;
import org.valija.testkit.Corpus;

/** From the octets of a message to what the store keeps of its structure. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MimeStructureBenchmark {

    private static final int CHUNK = 8192;

    @Param({"alternative", "apple-double", "address-comments"})
    private String message = "";

    private byte[] octets = {};

    @Setup
    public void read() throws IOException {
        try (var in = Corpus.named(message).open()) {
            octets = in.readAllBytes();
        }
    }

    @Benchmark
    public ParsedMessage parse() {
        var parser = new MessageParser();
        for (int from = 0; from < octets.length; from += CHUNK) {
            parser.update(octets, from, Math.min(CHUNK, octets.length - from));
        }
        return parser.finish();
    }
}
