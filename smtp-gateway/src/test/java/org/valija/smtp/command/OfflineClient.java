package org.valija.smtp.command;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.valija.line.tls.TlsSession;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.submission.SubmissionsApi;
import org.valija.smtp.data.IncomingMessage;
import org.valija.smtp.data.Receiver;
import org.valija.smtp.judge.Judge;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.reply.SmtpReplies;
import org.valija.smtp.settings.Policy;

/** A client whose octets are all here, which takes any reply. What only sessions have is not there to be asked. */
final class OfflineClient implements Conversation {

    private final ByteArrayInputStream sent;
    private final List<Reply> replies = new ArrayList<>();

    OfflineClient(byte[] sent) {
        this.sent = new ByteArrayInputStream(sent);
    }

    /** All that it heard. */
    List<Reply> replies() {
        return replies;
    }

    /** What was not read. */
    byte[] rest() {
        return sent.readAllBytes();
    }

    @Override
    public void send(Reply reply) {
        replies.add(reply);
    }

    @Override
    public InputStream chunk(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() throws IOException {
                throw new IOException("octet by octet");
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                int count = left == 0 ? -1 : sent.read(into, offset, (int) Math.min(length, left));
                left -= Math.max(0, count);
                return count;
            }
        };
    }

    @Override
    public Command nextCommand() {
        while (true) {
            var line = new StringBuilder();
            for (int octet = sent.read(); octet != '\n'; octet = sent.read()) {
                if (octet < 0) {
                    throw new AssertionError("no command: " + line);
                }
                line.append((char) octet);
            }
            try {
                return Commands.read(
                        new String(line.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                                .replaceFirst("\r$", ""));
            } catch (SyntaxException fault) {
                replies.add(SmtpReplies.of(fault));
            }
        }
    }

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("no session");
    }

    @Override
    public Policy policy() {
        throw notHere();
    }

    @Override
    public InetSocketAddress client() {
        throw notHere();
    }

    @Override
    public Optional<TlsSession> tls() {
        return Optional.empty();
    }

    @Override
    public RecipientsApi recipients() {
        throw notHere();
    }

    @Override
    public SessionsApi sessions() {
        throw notHere();
    }

    @Override
    public Receiver receiver() {
        throw notHere();
    }

    @Override
    public String ask(String challenge) {
        throw notHere();
    }

    @Override
    public void startTls() {
        throw notHere();
    }

    @Override
    public IncomingMessage message() {
        throw notHere();
    }

    @Override
    public String nextTraceId() {
        throw notHere();
    }

    @Override
    public int messages() {
        return 0;
    }

    @Override
    public void refuseUnknown(Reply reply) {
        replies.add(reply);
    }

    @Override
    public void refuseLogin(Reply reply) {
        replies.add(reply);
    }

    @Override
    public boolean sentAhead() {
        return sent.available() > 0;
    }

    @Override
    public Judge judge() {
        throw notHere();
    }

    @Override
    public GreylistApi greylist() {
        throw notHere();
    }

    @Override
    public SubmissionsApi submissions() {
        throw notHere();
    }
}
