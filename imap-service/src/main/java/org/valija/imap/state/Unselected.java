package org.valija.imap.state;

/** A user has logged in, and no mailbox is selected. */
public record Unselected(Client client, User user) implements Authenticated {}
