package org.valija.smtp.data;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.valija.line.tls.TlsSession;
import org.valija.smtp.parse.AddressLiteral;
import org.valija.smtp.parse.ForwardPath;
import org.valija.smtp.parse.ReversePath;
import org.valija.smtp.state.HeloName;
import org.valija.smtp.state.MailTransaction;

/**
 * Where a message came from, as its trace fields tell.
 *
 * @param id under which logs, events and {@code Received} name the message
 * @param hostName of this server
 * @param tls cipher suite and version, if the connection is encrypted
 * @param onlyRecipient empty if there are several, who must not learn of each other: RFC 5321, 7.2
 */
public record Trace(
        String id,
        String hostName,
        HeloName helo,
        InetAddress client,
        Optional<String> tls,
        boolean authenticated,
        ReversePath reversePath,
        Optional<ForwardPath> onlyRecipient) {

    private static final DateTimeFormatter DATE_TIME = // RFC 5322, 3.3
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    /** Of a message that is about to come. */
    public static Trace of(
            MailTransaction transaction, String id, String hostName, InetAddress client, Optional<TlsSession> tls) {
        var recipients = transaction.recipients();
        return new Trace(
                id,
                hostName,
                transaction.ready().helo(),
                client,
                tls.map(session -> session.cipher() + " (" + session.protocol() + ")"),
                transaction.user().isPresent(),
                transaction.reversePath(),
                recipients.size() == 1 ? Optional.of(recipients.getFirst().path()) : Optional.empty());
    }

    /** The protocol as {@code with} names it: {@code ESMTP}, {@code ESMTPSA} and so on, RFC 3848. */
    public String protocol() {
        boolean extended = helo.extended() || tls.isPresent() || authenticated;
        return (extended ? "ESMTP" : "SMTP") + (tls.isPresent() ? "S" : "") + (authenticated ? "A" : "");
    }

    /** {@code Return-Path}, which final delivery puts first: RFC 5321, 4.4. */
    String returnPath() {
        return "Return-Path: <" + reversePath + ">\r\n";
    }

    /** {@code Received}: RFC 5321, 4.4, with the clause {@code tls} of RFC 8314, 4.3. */
    String received(Instant at) {
        return "Received: from " + helo.name() + " (" + new AddressLiteral(client) + ")\r\n"
                + "\tby " + hostName + " with " + protocol() + " id " + id + "\r\n"
                + onlyRecipient.map(path -> "\tfor <" + path + ">\r\n").orElse("")
                + tls.map(suite -> "\ttls " + suite + "\r\n").orElse("")
                + "\t; " + DATE_TIME.format(at) + "\r\n";
    }

    /** {@code Date} and {@code Message-ID}, where a user's program left them out: RFC 6409, 8.2 and 8.3. */
    String missing(HeaderPass header, Instant at) {
        return (header.hasDate() ? "" : "Date: " + DATE_TIME.format(at) + "\r\n")
                + (header.hasMessageId()
                        ? ""
                        : "Message-ID: <" + Long.toString(at.toEpochMilli(), 36) + "." + id + "@" + hostName + ">\r\n");
    }
}
