package org.valija.benchmarks.micro;

import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.valija.imap.command.Command;
import org.valija.imap.command.Commands;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.CommandLines;
import org.valija.imap.parse.Literal;
import org.valija.imap.parse.NameEncoding;
import org.valija.imap.parse.Vocabulary;

/** From the line of a client to the record of a command. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ImapParserBenchmark {

    @Param({
        "NOOP",
        "SELECT INBOX (CONDSTORE)",
        "UID FETCH 1:*,7 (UID RFC822.SIZE FLAGS BODY.PEEK[HEADER.FIELDS (FROM TO CC SUBJECT DATE MESSAGE-ID)])",
        "UID STORE 17:20,40 +FLAGS.SILENT (\\Seen $Forwarded)",
        "UID SEARCH RETURN (MIN COUNT) OR FROM \"ann\" (SUBJECT bills SINCE 1-Feb-2026) NOT SEEN"
    })
    private String line = "";

    @Benchmark
    public Command read() {
        return Commands.read(new Arguments(line, new NoLiterals(), NameEncoding.UTF8, Vocabulary.WHOLE));
    }

    private record NoLiterals() implements CommandLines {
        @Override
        public byte[] argument(Literal literal) {
            throw new IllegalStateException();
        }

        @Override
        public InputStream message(Literal literal) {
            throw new IllegalStateException();
        }

        @Override
        public String nextLine() {
            throw new IllegalStateException();
        }
    }
}
