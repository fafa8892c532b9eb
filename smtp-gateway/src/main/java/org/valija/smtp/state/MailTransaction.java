package org.valija.smtp.state;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.valija.smtp.parse.MailParameters;
import org.valija.smtp.parse.ReversePath;

/**
 * After MAIL, up to DATA or RSET: RFC 5321, 3.3.
 *
 * @param ready what to go back to
 * @param recipients those accepted so far, in their order; empty until RCPT
 */
public record MailTransaction(
        Ready ready, ReversePath reversePath, MailParameters parameters, List<Recipient> recipients) implements State {

    public MailTransaction {
        recipients = List.copyOf(recipients);
    }

    @Override
    public Optional<User> user() {
        return ready.user();
    }

    /** The same with one more recipient; one that is there already gets the message once. */
    public MailTransaction with(Recipient recipient) {
        if (recipients.stream().anyMatch(other -> other.address().equals(recipient.address()))) {
            return this;
        }
        return new MailTransaction(
                ready,
                reversePath,
                parameters,
                Stream.concat(recipients.stream(), Stream.of(recipient)).toList());
    }
}
