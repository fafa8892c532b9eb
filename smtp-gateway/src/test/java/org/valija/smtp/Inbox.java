package org.valija.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.testing.MailboxServer;

/** What a user finds in the INBOX, read as the user. */
record Inbox(MailboxServer mailboxes, String address) {

    static final String PASSWORD = "secret-of-the-tests";

    /** Of a new account; without a limit of its size. */
    static Inbox create(MailboxServer mailboxes, String address) {
        mailboxes.createAccount(address, PASSWORD);
        return new Inbox(mailboxes, address);
    }

    /** Of a new account at the shared mailbox service. */
    static Inbox create(String address) {
        return create(Gateway.mailboxes(), address);
    }

    int size() {
        return size("INBOX");
    }

    /** How many messages another mailbox of the user has. */
    int size(String mailbox) {
        var user = mailboxes.login(address, PASSWORD);
        var uids = mailboxes
                .client()
                .api(MailboxesApi.class)
                .open(user.token(), user.account(), mailbox, false, null, null)
                .uids();
        return uids == null ? 0 : uids.size();
    }

    /** The messages as they were stored, one character for each octet, in the order in which they came. */
    List<String> messages() {
        var user = mailboxes.login(address, PASSWORD);
        var client = mailboxes.client();
        var inbox = client.api(MailboxesApi.class).open(user.token(), user.account(), "INBOX", false, null, null);
        var request = new FetchRequest(inbox.uids(), Set.of(), List.of(Section.ALL), false);
        var messages = new ArrayList<String>();
        try (var answer = client.api(MessagesApi.class)
                .fetch(user.token(), user.account(), inbox.status().id(), request)
                .reader()) {
            while (answer.next(Message.class) != null) {
                try (var content = answer.content()) {
                    messages.add(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /** The only message there is. */
    String message() {
        var messages = messages();
        if (messages.size() != 1) {
            throw new AssertionError(messages.size() + " messages");
        }
        return messages.getFirst();
    }
}
