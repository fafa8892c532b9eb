package org.valija.imap.parse;

/**
 * The name of a mailbox as a client gave it.
 *
 * @param given not normalized
 */
public record GivenName(String given) {

    /** What we call that mailbox. */
    public MailboxName name() {
        return new MailboxName(given);
    }

    /** Whether we call it otherwise. */
    public boolean isOld() {
        return !name().value().equals(given);
    }

    /** See {@link MailboxName#withoutTrailingDelimiter}. */
    public GivenName withoutTrailingDelimiter() {
        boolean trailing = !given.isEmpty() && given.charAt(given.length() - 1) == MailboxName.DELIMITER;
        return trailing ? new GivenName(given.substring(0, given.length() - 1)) : this;
    }
}
