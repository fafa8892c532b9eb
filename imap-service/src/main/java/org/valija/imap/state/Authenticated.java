package org.valija.imap.state;

import java.io.IOException;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;

/** A user has logged in: RFC 9051, 3.2. A mailbox may be selected besides; what needs none works all the same. */
public sealed interface Authenticated extends State permits Unselected, Selected {

    Client client();

    User user();

    /**
     * The client uses what follows modification sequences, and is told of them from now on.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc7162.html#section-3.1">RFC 7162, 3.1</a>
     */
    default void followModseq(Responses out) throws IOException {
        if (!out.enabled().condstore()) {
            out.enabled().enable(Capability.CONDSTORE);
            if (this instanceof Selected selected) {
                out.untaggedOk(ResponseCode.highestModseq(selected.mailbox().modseq()), "From here on");
            }
        }
    }

    default Mailboxes mailboxes() {
        return user().mailboxes();
    }
}
