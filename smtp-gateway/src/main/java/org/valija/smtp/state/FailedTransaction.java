package org.valija.smtp.state;

import java.util.Optional;

/**
 * After a BDAT that was refused: the chunks that the client had sent behind it are thrown away, each with a refusal of its
 * own, until it begins anew.
 *
 * @param ready what to go back to
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3030.html#section-2">RFC 3030, 2</a>
 */
public record FailedTransaction(Ready ready) implements State {

    @Override
    public Optional<User> user() {
        return ready.user();
    }
}
