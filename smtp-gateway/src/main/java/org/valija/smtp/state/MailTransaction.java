package org.valija.smtp.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.valija.smtp.judge.Prior;
import org.valija.smtp.parse.MailParameters;
import org.valija.smtp.parse.ReversePath;

/**
 * After MAIL, up to DATA or RSET: RFC 5321, 3.3.
 *
 * @param ready what to go back to
 * @param traceId under which logs, events and {@code Received} name the message: at most 64 letters, digits and dashes
 * @param prior what is known of a stranger; empty if nobody is judged
 * @param recipients those accepted so far, in their order; empty until RCPT. One that was named twice is there twice, and
 *     gets the message once
 */
public record MailTransaction(
        Ready ready,
        String traceId,
        ReversePath reversePath,
        MailParameters parameters,
        Optional<Prior> prior,
        List<Recipient> recipients)
        implements State {

    public MailTransaction {
        recipients = List.copyOf(recipients);
    }

    @Override
    public Optional<User> user() {
        return ready.user();
    }

    /** Whom the message goes to, each once. */
    public List<String> addresses() {
        return recipients.stream().map(Recipient::address).distinct().toList();
    }

    /** The same with one more recipient. */
    public MailTransaction with(Recipient recipient) {
        return new MailTransaction(
                ready,
                traceId,
                reversePath,
                parameters,
                prior,
                Stream.concat(recipients.stream(), Stream.of(recipient)).toList());
    }
}
