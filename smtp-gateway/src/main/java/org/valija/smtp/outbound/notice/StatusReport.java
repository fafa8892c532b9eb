package org.valija.smtp.outbound.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.smtp.parse.OriginalRecipient;

/**
 * The part of a notice that programs read.
 *
 * @param utf8 whether it may hold more than ASCII, as who gets it understands that: RFC 6533, 4
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3464.html#section-2">RFC 3464, 2</a>
 */
record StatusReport(String reportingMta, @Nullable String envelopeId, Instant arrival, boolean utf8) {

    static final DateTimeFormatter DATE_TIME = // RFC 5322, 3.3
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US).withZone(ZoneOffset.UTC);

    String text(Kind kind, List<ReportedRecipient> recipients) {
        var report = new StringBuilder();
        if (envelopeId != null) {
            field(report, "Original-Envelope-Id", envelopeId); // 2.2.1
        }
        field(report, "Reporting-MTA", "dns; " + reportingMta); // 2.2.2
        field(report, "Arrival-Date", DATE_TIME.format(arrival)); // 2.2.5
        for (var recipient : recipients) {
            report.append("\r\n");
            if (recipient.originalRecipient() != null) {
                var original = OriginalRecipient.of(recipient.originalRecipient());
                field(report, "Original-Recipient", typed(original)); // 2.3.1
            }
            var type = isAscii(recipient.address()) ? "rfc822" : "utf-8";
            field(report, "Final-Recipient", typed(new OriginalRecipient(type, recipient.address()))); // 2.3.2
            field(report, "Action", kind.word()); // 2.3.3
            field(report, "Status", recipient.status()); // 2.3.4
            if (recipient.host() != null) {
                field(report, "Remote-MTA", "dns; " + recipient.host()); // 2.3.5
            }
            if (recipient.remote()) {
                field(report, "Diagnostic-Code", "smtp; " + recipient.text()); // 2.3.6
            }
            field(report, "Last-Attempt-Date", DATE_TIME.format(recipient.at())); // 2.3.7
        }
        return report.toString();
    }

    /** {@code generic-address}; one in UTF-8 is encoded for those who know ASCII only: RFC 6533, 3. */
    private String typed(OriginalRecipient address) {
        if (address.type().equals("utf-8") && !utf8) {
            var encoded = address.encoded();
            return "utf-8; " + encoded.substring(encoded.indexOf(';') + 1);
        }
        return address.type() + "; " + address.address();
    }

    private void field(StringBuilder to, String name, String value) {
        var visible = value.replaceAll(utf8 ? "\\p{Cntrl}" : "[^\\x20-\\x7e]", "?");
        to.append(fold(name + ": " + visible)).append("\r\n");
    }

    /** At spaces, where there are any: RFC 5322, 2.2.3. */
    private static String fold(String field) {
        var folded = new StringBuilder();
        int column = 0;
        for (var word : field.split(" +")) {
            if (column > 0 && column + word.length() > 76) {
                folded.append("\r\n\t");
                column = 8;
            } else if (column > 0) {
                folded.append(' ');
                column++;
            }
            folded.append(word);
            column += word.length();
        }
        return folded.toString();
    }

    static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
