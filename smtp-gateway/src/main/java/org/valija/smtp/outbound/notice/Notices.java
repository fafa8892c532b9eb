package org.valija.smtp.outbound.notice;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;

/**
 * Writes delivery status notifications. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3461.html#section-6">RFC 3461, 6</a>
 */
public final class Notices {

    private final String hostName;
    private final InstantSource clock;
    private final RandomGenerator random;

    public Notices(String hostName, InstantSource clock, RandomGenerator random) {
        this.hostName = hostName;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The message that a notice is about.
     *
     * @param sender who is told: the reverse-path, not the null one
     * @param utf8 whether the sender understands more than ASCII in headers
     * @param envelopeId {@code ENVID}; null if there was none
     * @param arrival when we took it over
     */
    public record About(
            String sender, boolean utf8, @Nullable String envelopeId, Instant arrival, Returned returned) {}

    /** A whole message: multipart/report of RFC 6522. */
    public byte[] write(Kind kind, About about, List<ReportedRecipient> recipients) {
        boolean utf8 = about.utf8() || !StatusReport.isAscii(about.sender());
        var now = clock.instant();
        var unique = Long.toString(now.toEpochMilli(), 36) + "." + Long.toUnsignedString(random.nextLong(), 36);
        var boundary = "=_" + unique;
        var explained = explanation(kind, about.arrival(), recipients);
        var report = new StatusReport(hostName, about.envelopeId(), about.arrival(), utf8);
        boolean ascii = about.returned().isAscii() && (!utf8 || StatusReport.isAscii(explained));
        var encoding = ascii ? "7bit" : "8bit";

        var out = new ByteArrayOutputStream(about.returned().octets().length + 4 * 1024);
        write(out, header(kind, about, now, unique));
        write(
                out,
                "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"" + boundary + "\"\r\n");
        write(out, "Content-Transfer-Encoding: " + encoding + "\r\n\r\n");
        part(out, boundary, "text/plain; charset=utf-8", encoding);
        write(out, utf8 ? explained : explained.replaceAll("[^\\x00-\\x7f]", "?"));
        var type = utf8 ? "message/global-delivery-status" : "message/delivery-status"; // RFC 6533, 4
        part(out, boundary, type, utf8 ? encoding : "7bit");
        write(out, report.text(kind, recipients));
        part(out, boundary, returnedType(about.returned(), utf8), encoding);
        out.writeBytes(about.returned().octets());
        write(out, "\r\n--" + boundary + "--\r\n");
        return out.toByteArray();
    }

    private static String returnedType(Returned returned, boolean utf8) {
        if (utf8) { // RFC 6533, 5 and 6
            return returned.whole() ? "message/global" : "message/global-headers";
        }
        return returned.whole() ? "message/rfc822" : "text/rfc822-headers";
    }

    private String header(Kind kind, About about, Instant now, String unique) {
        var messageId = about.returned().messageId();
        // Final delivery puts it in front, which may be what comes next: RFC 5321, 4.4
        return "Return-Path: <>\r\nDate: " + StatusReport.DATE_TIME.format(now) + "\r\n"
                + "From: Mail Delivery System <MAILER-DAEMON@" + hostName + ">\r\n"
                + "To: <" + about.sender() + ">\r\n"
                + "Subject: " + subject(kind) + "\r\n"
                + "Message-ID: <" + unique + "@" + hostName + ">\r\n"
                + (messageId == null ? "" : "In-Reply-To: " + messageId + "\r\nReferences: " + messageId + "\r\n")
                + "Auto-Submitted: auto-replied\r\n" // RFC 3834, 5
                + "MIME-Version: 1.0\r\n";
    }

    private static String subject(Kind kind) {
        return switch (kind) {
            case FAILED -> "Your message could not be delivered";
            case DELAYED -> "Your message is delayed";
            case DELIVERED -> "Your message was delivered";
            case EXPANDED -> "Your message was passed on to several";
            case RELAYED -> "Your message was passed on";
        };
    }

    private String explanation(Kind kind, Instant arrival, List<ReportedRecipient> recipients) {
        var intro = switch (kind) {
            case FAILED -> "could not be delivered to the following, and will not be tried again:";
            case DELAYED ->
                "could not yet be delivered to the following.\r\nIt will be tried again; you need not send it once more:";
            case DELIVERED -> "was delivered to:";
            case EXPANDED ->
                "was passed on to all whom the following stands for,\r\nso that you will hear no more of its success:";
            case RELAYED ->
                "was passed on to a server that sends no notices,\r\nso that you will hear no more about it, for:";
        };
        return "This is the mail system at " + hostName + ".\r\n\r\nYour message of "
                + StatusReport.DATE_TIME.format(arrival) + "\r\n" + intro + "\r\n\r\n"
                + recipients.stream()
                        .map(it -> "<" + it.address() + ">: " + it.text()
                                + (it.host() == null ? "" : "\r\n    (" + it.host() + ")"))
                        .collect(Collectors.joining("\r\n"))
                + "\r\n";
    }

    private static void part(ByteArrayOutputStream out, String boundary, String type, String encoding) {
        write(out, "\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\n");
        write(out, "Content-Transfer-Encoding: " + encoding + "\r\n\r\n");
    }

    private static void write(ByteArrayOutputStream out, String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
