package org.valija.smtp.outbound.flow;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.smtp.outbound.destination.Connections;
import org.valija.smtp.outbound.dialogue.Answer;
import org.valija.smtp.outbound.dialogue.DialogueException;
import org.valija.smtp.outbound.dialogue.LocalFailure;
import org.valija.smtp.outbound.dialogue.OutgoingMail;
import org.valija.smtp.outbound.dialogue.Server;
import org.valija.smtp.outbound.dialogue.ServerReply;
import org.valija.smtp.outbound.flow.Stage.Attempt;

/**
 * Hands one message to one of several servers. One that can't be reached, or can't take the message, is followed by the
 * next (RFC 5321, 5.1); what a server says of a recipient holds.
 */
record Transactions(Connections connections, InstantSource clock) {

    /**
     * Tries the servers.
     *
     * @param recipients those of the message, in its order
     * @return one attempt for each recipient
     * @throws IOException if the content can't be read: nobody was asked, or nobody has it
     */
    List<Attempt> run(List<Server> servers, OutgoingMail mail, List<LeasedRecipient> recipients) throws IOException {
        Failed failure = null;
        for (var server : servers) {
            switch (at(server, mail, recipients, true)) {
                case Answered(var attempts) -> {
                    return attempts;
                }
                case Failed failed -> failure = Failed.graver(failure, failed);
            }
        }
        var last = Objects.requireNonNull(failure);
        return recipients.stream()
                .map(it -> new Attempt(it, last.answer, clock.instant(), last.server.host(), last.address, null, false))
                .toList();
    }

    /** What came of one server. */
    private sealed interface Outcome {}

    private record Answered(List<Attempt> attempts) implements Outcome {}

    /** @param address null if it was not reached */
    private record Failed(
            Server server, Answer answer, @Nullable String address) implements Outcome {

        /** As long as one server may take it, it is not over. */
        static Failed graver(@Nullable Failed former, Failed latter) {
            return former != null && former.answer.isTransient() && !latter.answer.isTransient() ? former : latter;
        }
    }

    private Outcome at(Server server, OutgoingMail mail, List<LeasedRecipient> recipients, boolean mayReuse)
            throws IOException {
        try {
            var reused = mayReuse ? connections.reuse(server) : Optional.<Connections.Open>empty();
            var open = reused.isPresent() ? reused.get() : connections.open(server);
            var unmet = open.connection().unmet(mail);
            if (unmet.isPresent()) {
                connections.giveBack(open);
                return new Failed(server, unmet.get(), open.connection().address());
            }
            var attempts = over(open, mail, recipients);
            // A connection that waited may end at any time, which says nothing about the next one
            return reused.isPresent() && open.connection().wasGone()
                    ? at(server, mail, recipients, false)
                    : new Answered(attempts);
        } catch (DialogueException e) {
            return new Failed(server, e.answer(), null);
        }
    }

    private List<Attempt> over(Connections.Open open, OutgoingMail mail, List<LeasedRecipient> recipients)
            throws IOException {
        var connection = open.connection();
        Map<String, Answer> answers = new HashMap<>();
        try {
            var left = mail.recipients();
            while (!left.isEmpty()) {
                var now = left.subList(0, Math.min(left.size(), connection.mostRecipients(left.size())));
                var said = connection.send(mail.to(now));
                var again = new ArrayList<OutgoingMail.Recipient>();
                for (int i = 0; i < now.size(); i++) {
                    if (i > 0 && said.get(i) instanceof ServerReply reply && reply.isTooManyRecipients()) {
                        again.add(now.get(i));
                    }
                    answers.put(now.get(i).address(), said.get(i));
                }
                again.addAll(left.subList(now.size(), left.size()));
                boolean anyTaken = said.stream().anyMatch(Answer::isSuccess);
                left = anyTaken && !again.isEmpty() && connection.reset() ? again : List.of();
            }
        } finally {
            connections.giveBack(open);
        }
        var none = new LocalFailure("4.5.3", "The server takes fewer recipients at once");
        return recipients.stream()
                .map(it -> new Attempt(
                        it,
                        answers.getOrDefault(it.address(), none),
                        clock.instant(),
                        connection.host(),
                        connection.address(),
                        connection.tls().orElse(null),
                        connection.sendsNotices()))
                .toList();
    }

    /** Whether an attempt failed by the server as a whole, and not by what it said of a recipient or of the message. */
    static boolean isOfServer(Attempt attempt) {
        return attempt.address() == null && attempt.host() != null
                || attempt.answer() instanceof LocalFailure failure
                        && failure.status().equals("4.4.2")
                || attempt.answer() instanceof ServerReply reply && reply.isClosing();
    }
}
