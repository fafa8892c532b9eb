package org.valija.benchmarks.micro;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.Output;
import org.valija.imap.respond.Responses;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageEnvelope;
import org.valija.mailbox.api.message.MessageEnvelope.Address;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.CborSequenceConverter;

/** What a message of a list costs on its way: as CBOR between the services, and as a FETCH response to the client. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@Fork(1)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FetchBenchmark {

    private static final int MESSAGES = 100;

    private final CborSequenceConverter converter = new CborSequenceConverter();
    private final Message message = message();
    private final Responses responses = new Responses(new Nowhere());
    private byte[] sequence = {};

    private static Message message() {
        var ann = List.of(new Address("Ann Example", "ann", "example.org"));
        var envelope = new MessageEnvelope(
                "Mon, 05 Jan 2026 10:00:00 +0000",
                "The bills of January",
                ann,
                ann,
                ann,
                List.of(new Address(null, "bob", "example.org")),
                List.of(),
                List.of(),
                null,
                "<1.2@example.org>");
        return new Message(
                new Uid(123_456),
                987_654,
                new Flags(Set.of(SystemFlag.SEEN), List.of("$Forwarded")),
                Instant.parse("2026-01-05T10:00:00Z"),
                null,
                4096L,
                null,
                null,
                null,
                envelope,
                null,
                null,
                null,
                null);
    }

    @Setup
    public void encode() throws IOException {
        sequence = write();
    }

    /** For each of {@value #MESSAGES} messages. */
    @Benchmark
    public byte[] write() throws IOException {
        var out = new ByteArrayOutputStream(MESSAGES * 512);
        converter.write(
                CborSequence.of(writer -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        writer.write(message);
                    }
                }),
                null,
                new ToMemory(new HttpHeaders(), out));
        return out.toByteArray();
    }

    /** All of {@value #MESSAGES} messages. */
    @Benchmark
    public long read() throws IOException {
        long uids = 0;
        try (var reader =
                CborSequence.reading(new ByteArrayInputStream(sequence)).reader()) {
            for (int i = 0; i < MESSAGES; i++) {
                uids += Objects.requireNonNull(reader.next(Message.class)).uid().value();
            }
        }
        return uids;
    }

    /** One message. */
    @Benchmark
    public void respond() throws IOException {
        var response = new FetchResponse(responses, 42);
        response.item(Item.UID, message, false);
        response.item(Item.FLAGS, message, false);
        response.item(Item.INTERNALDATE, message, false);
        response.item(Item.RFC822_SIZE, message, false);
        response.item(Item.ENVELOPE, message, false);
        response.end();
    }

    private record ToMemory(HttpHeaders headers, ByteArrayOutputStream out) implements HttpOutputMessage {
        @Override
        public OutputStream getBody() {
            return out;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }

    private record Nowhere() implements Output {
        @Override
        public void write(byte[] octets) {}

        @Override
        public OutputStream content() {
            return OutputStream.nullOutputStream();
        }
    }
}
