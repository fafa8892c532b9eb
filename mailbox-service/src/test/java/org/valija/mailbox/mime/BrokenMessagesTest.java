package org.valija.mailbox.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** Messages that no MIME parser can love: taken as they are, and described somehow, whatever is in them. */
class BrokenMessagesTest {

    private static final int PARSED = 3000;
    private static final int STORED = 300;

    private static long seed() {
        long seed = Long.getLong("valija.seed", System.nanoTime());
        System.out.println("Random choices: -Dvalija.seed=" + seed);
        return seed;
    }

    @Test
    void whateverIsParsedLiesWithinTheMessageAndIsAlwaysTheSame() {
        long seed = seed();
        var mutator = new Mutator(seed);
        var random = new Random(seed);
        for (int i = 0; i < PARSED; i++) {
            var message = mutator.next();
            var parsed = parse(message, message.length + 1);
            assertThat(parsed.size()).isEqualTo(message.length);
            assertThat(parsed.structure().bodyOffset() + parsed.structure().size())
                    .isEqualTo(message.length);
            assertLies(parsed.structure(), 0, message.length);
            assertThat(parse(message, random.nextInt(1, 3000)))
                    .as("message %d in pieces", i)
                    .isEqualTo(parsed);
        }
    }

    private static ParsedMessage parse(byte[] message, int piece) {
        var parser = new MessageParser();
        for (int from = 0; from < message.length; from += piece) {
            parser.update(message, from, Math.min(piece, message.length - from));
        }
        return parser.finish();
    }

    private static void assertLies(BodyPart part, long from, long to) {
        // Before a boundary, the line end after the header is that of an empty body as well, and belongs to the
        // boundary
        long most = part.size() == 0 ? to + 2 : to;
        assertThat(part.headerOffset()).isBetween(from, most);
        assertThat(part.bodyOffset()).isBetween(part.headerOffset(), most);
        long end = part.bodyOffset() + part.size();
        assertThat(end).isLessThanOrEqualTo(most);
        assertThat(part.lines()).isBetween(0L, part.size());
        long next = part.bodyOffset();
        for (var child : part.parts()) {
            assertLies(child, next, end);
            next = child.bodyOffset() + child.size();
        }
        if (part.message() != null) {
            assertLies(part.message().body(), part.bodyOffset(), end);
        }
    }

    @Test
    void whateverIsDeliveredIsServedByteForByteAndDescribed() throws Exception {
        var server = MailboxServer.shared();
        var ann = TestUser.create(server, "ann@broken.example", 0);
        var mutator = new Mutator(seed());
        var delivered = new ArrayList<byte[]>();
        for (int i = 0; i < STORED; i++) {
            var message = mutator.next();
            var report = server.client()
                    .api(DeliveriesApi.class)
                    .deliver(
                            "",
                            List.of("ann@broken.example"),
                            new InputStreamResource(new ByteArrayInputStream(message)));
            assertThat(report.recipients()).allMatch(recipient -> recipient.refusal() == null);
            delivered.add(message);
        }
        var request = new FetchRequest(UidSet.range(1, STORED), Set.of(Field.values()), List.of(Section.ALL), false);
        try (var in = ann.messages()
                .fetch(ann.token(), ann.account(), ann.id("INBOX"), request)
                .reader()) {
            for (var message : delivered) {
                var described = in.require(Message.class);
                assertThat(described.structure()).isNotNull();
                assertThat(described.envelope()).isNotNull();
                assertThat(in.content().readAllBytes()).isEqualTo(message);
            }
            assertThat(in.next(Message.class)).isNull();
        }
    }
}
