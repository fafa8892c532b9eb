package org.valija.mailbox.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryBatchReport;
import org.valija.mailbox.api.delivery.DeliveryBatchReport.Item;
import org.valija.mailbox.api.delivery.DeliveryBatchesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceReader;
import org.valija.mailbox.transaction.Groups;
import tools.jackson.core.JacksonException;

/** {@code /v1/delivery-batches}: takes many messages in, and answers when they are committed. */
@RestController
final class DeliveryBatchesController implements DeliveryBatchesApi {

    private static final int MOST_MESSAGES = 128;
    private static final long MOST_OCTETS = 8L * 1024 * 1024;

    private final Intake intake;
    private final GroupCommit commits;

    DeliveryBatchesController(Intake intake, GroupCommit commits) {
        this.intake = intake;
        this.commits = commits;
    }

    /** A message of the batch: it has been taken in, or it is refused. */
    private record Taken(
            @Nullable Delivery delivery, @Nullable MailboxException refusal) {}

    @Override
    public DeliveryBatchReport deliver(CborSequence messages) {
        var taken = new ArrayList<Taken>();
        try (var in = messages.reader()) {
            read(in, taken);
            // Only when the last one is here: a batch that breaks off leaves nothing behind
            commits.add(deliveries(taken));
            return new DeliveryBatchReport(taken.stream().map(this::item).toList());
        } catch (EOFException | StreamCorruptedException | JacksonException e) {
            throw new MailboxException.Invalid(null, "not envelopes, each with its content: " + e.getMessage());
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        } finally {
            deliveries(taken).forEach(intake::discard);
        }
    }

    private void read(SequenceReader in, List<Taken> taken) throws IOException {
        long octets = 0;
        for (var envelope = in.next(Envelope.class); envelope != null; envelope = in.next(Envelope.class)) {
            if (taken.size() == MOST_MESSAGES) {
                throw new MailboxException.Invalid(null, "1 to " + MOST_MESSAGES + " messages");
            }
            var message = take(envelope, in);
            taken.add(message);
            octets += message.delivery == null ? 0 : message.delivery.content().size();
            if (octets > MOST_OCTETS) {
                throw new MailboxException.TooLarge("a batch has at most " + MOST_OCTETS + " octets of content");
            }
        }
        if (taken.isEmpty()) {
            throw new MailboxException.Invalid(null, "1 to " + MOST_MESSAGES + " messages");
        }
    }

    private Taken take(Envelope envelope, SequenceReader in) throws IOException {
        var content = in.content();
        try {
            return new Taken(intake.read(envelope, content), null);
        } catch (MailboxException refusal) {
            return new Taken(null, refusal);
        }
    }

    private Item item(Taken message) {
        try {
            if (message.refusal != null) {
                throw message.refusal;
            }
            return new Item(Groups.await(Objects.requireNonNull(message.delivery)), null);
        } catch (MailboxException refusal) {
            return new Item(null, ProblemType.toProblem(refusal));
        }
    }

    private static List<Delivery> deliveries(List<Taken> taken) {
        return taken.stream().map(Taken::delivery).filter(Objects::nonNull).toList();
    }
}
