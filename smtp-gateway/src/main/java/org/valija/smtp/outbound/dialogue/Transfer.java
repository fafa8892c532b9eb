package org.valija.smtp.outbound.dialogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.valija.line.DotStuffingOutput;
import org.valija.smtp.settings.OutboundTimeouts;

/**
 * One mail transaction: RFC 5321, 3.3. MAIL, RCPT and DATA go out together where the server offers PIPELINING (RFC 2920),
 * the content by one BDAT where it is binary (RFC 3030).
 */
final class Transfer {

    private static final int BLOCK = 32 * 1024;

    private final Wire wire;
    private final Extensions server;
    private final OutboundTimeouts timeouts;
    private final OutgoingMail mail;
    /** For each recipient what is known so far; null for who has been accepted, or not asked. */
    private final @Nullable Answer[] answers;

    private boolean usable = true;
    private boolean heard;
    private boolean open;

    /**
     * What a server made of a message.
     *
     * @param answers one for each recipient
     * @param usable whether the connection can be used again
     * @param heard whether the server said anything but that it closes the connection
     * @param open whether the transaction has not come to its end, so that it takes a RSET to begin another
     */
    record Result(List<Answer> answers, boolean usable, boolean heard, boolean open) {}

    Transfer(Wire wire, Extensions server, OutboundTimeouts timeouts, OutgoingMail mail) {
        this.wire = wire;
        this.server = server;
        this.timeouts = timeouts;
        this.mail = mail;
        this.answers = new Answer[mail.recipients().size()];
    }

    /** @throws ContentException if the content can't be read; the connection must be closed then */
    Result run() throws ContentException {
        try {
            boolean binary = mail.format().binary();
            if (server.has("PIPELINING")) {
                pipelined(binary);
            } else {
                inTurn(binary);
            }
        } catch (ContentException e) {
            throw e;
        } catch (DialogueException e) {
            usable = false;
            decide(e.answer());
        } catch (IOException e) {
            usable = false;
            decide(Wire.lost(e).answer());
        }
        return new Result(Arrays.stream(answers).map(Objects::requireNonNull).toList(), usable, heard, open);
    }

    private void pipelined(boolean binary) throws IOException {
        var commands = new Commands(server);
        wire.send(commands.mail(mail));
        for (var recipient : mail.recipients()) {
            wire.send(commands.rcpt(recipient));
        }
        if (!binary) {
            wire.send("DATA");
        }
        var toMail = reply(timeouts.command());
        open = toMail.isPositive();
        if (!toMail.isPositive()) {
            // Whatever is said to RCPT, which is of no use any more
            decide(toMail);
        }
        for (int i = 0; i < answers.length; i++) {
            toRcpt(i, reply(timeouts.command()));
        }
        if (binary) {
            if (isAnyAccepted()) {
                chunk();
            }
            return;
        }
        var toData = reply(timeouts.data());
        if (toData.isIntermediate() && !isAnyAccepted()) {
            // The server believes that there is somebody: RFC 2920, 3.1
            wire.send(".");
            reply(timeouts.message());
            open = false;
        } else if (isAnyAccepted()) {
            data(toData);
        }
    }

    private void inTurn(boolean binary) throws IOException {
        var commands = new Commands(server);
        wire.send(commands.mail(mail));
        var toMail = reply(timeouts.command());
        open = toMail.isPositive();
        if (!toMail.isPositive()) {
            decide(toMail);
            return;
        }
        for (int i = 0; i < answers.length; i++) {
            wire.send(commands.rcpt(mail.recipients().get(i)));
            toRcpt(i, reply(timeouts.command()));
        }
        if (!isAnyAccepted()) {
            return;
        }
        if (binary) {
            chunk();
        } else {
            wire.send("DATA");
            data(reply(timeouts.data()));
        }
    }

    private void toRcpt(int recipient, ServerReply reply) {
        if (!reply.isPositive() && answers[recipient] == null) {
            answers[recipient] = reply;
        }
    }

    private boolean isAnyAccepted() {
        return Arrays.stream(answers).anyMatch(Objects::isNull);
    }

    private void data(ServerReply toData) throws IOException {
        if (!toData.isIntermediate()) {
            // A 2yz makes no sense here, and may not be taken for success
            decide(
                    toData.isPositive()
                            ? new LocalFailure("4.5.0", "The server answered DATA by " + toData.code())
                            : toData);
            usable = !toData.isPositive();
            return;
        }
        try (var content = open()) {
            var stuffing = new DotStuffingOutput(wire.body());
            copy(content, stuffing);
            stuffing.close();
        }
        decide(reply(timeouts.message()));
        open = false;
    }

    private void chunk() throws IOException {
        wire.send("BDAT " + mail.size() + " LAST");
        try (var content = open()) {
            copy(content, wire.body());
        }
        decide(reply(timeouts.message()));
        open = false;
    }

    private InputStream open() throws ContentException {
        try {
            return mail.content().open();
        } catch (IOException | RuntimeException e) {
            throw new ContentException(e);
        }
    }

    private static void copy(InputStream content, OutputStream to) throws IOException {
        var block = new byte[BLOCK];
        for (int count = read(content, block); count >= 0; count = read(content, block)) {
            to.write(block, 0, count);
        }
    }

    private static int read(InputStream content, byte[] block) throws ContentException {
        try {
            return content.read(block);
        } catch (IOException | RuntimeException e) {
            throw new ContentException(e);
        }
    }

    /** @throws DialogueException if the server has enough: nothing more comes, for none of the recipients */
    private ServerReply reply(Duration within) throws DialogueException {
        var reply = wire.reply(within);
        if (reply.isClosing()) {
            throw new DialogueException(reply);
        }
        heard = true;
        return reply;
    }

    /** For all who have no answer yet. */
    private void decide(Answer answer) {
        for (int i = 0; i < answers.length; i++) {
            if (answers[i] == null) {
                answers[i] = answer;
            }
        }
    }
}
