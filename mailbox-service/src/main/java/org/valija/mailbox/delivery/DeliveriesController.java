package org.valija.mailbox.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.List;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.TraceParent;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.transaction.Groups;
import tools.jackson.core.JacksonException;

/** {@code /v1/deliveries}: takes a message in, and answers when it is committed. */
@RestController
final class DeliveriesController implements DeliveriesApi {

    private final Intake intake;
    private final GroupCommit commits;

    DeliveriesController(Intake intake, GroupCommit commits) {
        this.intake = intake;
        this.commits = commits;
    }

    @Override
    public DeliveryReport deliver(CborSequence message) {
        try (var in = message.reader()) {
            var envelope = in.require(Envelope.class);
            return deliver(envelope, in.content());
        } catch (EOFException | StreamCorruptedException | JacksonException e) {
            throw new MailboxException.Invalid(null, "not an envelope and content: " + e.getMessage());
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }

    @Override
    public DeliveryReport deliver(String from, List<String> to, InputStreamResource content) {
        var envelope = new Envelope(from, to, "HTTP", null, null, TraceParent.traceId());
        try (var in = content.getInputStream()) {
            return deliver(envelope, in);
        } catch (IOException _) {
            throw new MailboxException.Invalid(null, "the request broke off");
        }
    }

    private DeliveryReport deliver(Envelope envelope, InputStream content) {
        var delivery = intake.read(envelope, content);
        try {
            commits.add(List.of(delivery));
            return Groups.await(delivery);
        } finally {
            intake.discard(delivery);
        }
    }
}
