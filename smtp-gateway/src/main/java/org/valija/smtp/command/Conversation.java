package org.valija.smtp.command;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.valija.line.tls.TlsSession;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.delivery.RecipientsApi;
import org.valija.mailbox.api.greylist.GreylistApi;
import org.valija.mailbox.api.submission.SubmissionsApi;
import org.valija.smtp.data.IncomingMessage;
import org.valija.smtp.data.Receiver;
import org.valija.smtp.judge.Judge;
import org.valija.smtp.reply.Reply;
import org.valija.smtp.settings.Policy;

/** What a command may know of the client, say to it and ask it; and whom else it may ask. */
public interface Conversation {

    Policy policy();

    /** The client's own address, as the connection shows it. */
    InetSocketAddress client();

    /** Empty until the connection is encrypted. */
    Optional<TlsSession> tls();

    /** Who is a recipient here. */
    RecipientsApi recipients();

    /** Who may log in. */
    SessionsApi sessions();

    /** Where messages go. */
    Receiver receiver();

    void send(Reply reply) throws IOException;

    /**
     * Sends 334 and a challenge, and waits for the answer, which is kept out of logs.
     *
     * @param challenge base64
     */
    String ask(String challenge) throws IOException;

    /** Encrypts the connection; whatever the client sent ahead is thrown away. */
    void startTls() throws IOException;

    /** The message that the client sends next, after 354; to be read until it is answerable. */
    IncomingMessage message();

    /** So many octets that the client sends next; to be read to their end. */
    InputStream chunk(long size);

    /** What the client says next. What can't be read is answered, and the next taken. */
    Command nextCommand() throws IOException;

    /** Begins the trace of the next message; its id names the message in the logs of all services. */
    String nextTraceId();

    /** How many mail transactions there were. */
    int messages();

    /**
     * Says that a recipient is unknown: slowly where there were many, and who goes on guessing is left.
     */
    void refuseUnknown(Reply reply) throws IOException;

    /** Says that a login failed; slowly, as who guesses passwords has many to try. */
    void refuseLogin(Reply reply) throws IOException;

    /** Whether the client sent more than has been read, and so did not wait for a reply. */
    boolean sentAhead() throws IOException;

    /** What strangers are worth. */
    Judge judge();

    /** Who has come before. */
    GreylistApi greylist();

    /** Who has sent how much. */
    SubmissionsApi submissions();
}
