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
 * @param smtpUtf8 whether its addresses and header may hold more than ASCII
 * @param onlyRecipient empty if there are several, who must not learn of each other: RFC 5321, 7.2
 */
public record Trace(
        String id,
        String hostName,
        HeloName helo,
        InetAddress client,
        Optional<String> tls,
        boolean authenticated,
        boolean lmtp,
        boolean smtpUtf8,
        ReversePath reversePath,
        Optional<ForwardPath> onlyRecipient) {

    /** {@code date-time}, in UTC. */
    static final DateTimeFormatter DATE_TIME = // RFC 5322, 3.3
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    /** Of a message that is about to come. */
    public static Trace of(
            MailTransaction transaction, String hostName, boolean lmtp, InetAddress client, Optional<TlsSession> tls) {
        var recipients = transaction.recipients();
        return new Trace(
                transaction.traceId(),
                hostName,
                transaction.ready().helo(),
                client,
                tls.map(session -> session.cipher() + " (" + session.protocol() + ")"),
                transaction.user().isPresent(),
                lmtp,
                transaction.parameters().smtpUtf8(),
                transaction.reversePath(),
                recipients.size() == 1 ? Optional.of(recipients.getFirst().path()) : Optional.empty());
    }

    /**
     * The protocol as {@code with} names it: {@code ESMTP}, {@code ESMTPSA}, {@code LMTP} and so on, RFC 3848; with
     * SMTPUTF8 {@code UTF8SMTP}, {@code UTF8LMTP} and so on, RFC 6531, 4.3.
     */
    public String protocol() {
        boolean extended = helo.extended() || tls.isPresent() || authenticated;
        var transfer = lmtp ? "LMTP" : smtpUtf8 || !extended ? "SMTP" : "ESMTP";
        return (smtpUtf8 ? "UTF8" : "") + transfer + (tls.isPresent() ? "S" : "") + (authenticated ? "A" : "");
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

    /** {@code Message-ID}, for a message that came without: RFC 6409, 8.3. */
    String messageId(Instant at) {
        return "Message-ID: <" + Long.toString(at.toEpochMilli(), 36) + "." + id + "@" + hostName + ">\r\n";
    }
}
