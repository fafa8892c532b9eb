package org.valija.imap.state;

/** A user has logged in: RFC 9051, 3.2. A mailbox may be selected besides; what needs none works all the same. */
public sealed interface Authenticated extends State permits Unselected, Selected {

    Client client();

    User user();

    default Mailboxes mailboxes() {
        return user().mailboxes();
    }
}
