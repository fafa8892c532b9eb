package org.valija.imap.state;

/** A mailbox is selected: RFC 9051, 3.3. */
public record Selected(Client client, User user, SelectedMailbox mailbox) implements Authenticated {

    public Messages messages() {
        return user.messages(mailbox.id());
    }

    /** The mailbox is selected no more. */
    public Unselected unselect() {
        client.watch().nothing();
        return new Unselected(client, user);
    }
}
