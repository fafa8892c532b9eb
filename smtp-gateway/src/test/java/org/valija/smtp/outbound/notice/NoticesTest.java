package org.valija.smtp.outbound.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;

/** Notices, as a program reads them that is not ours: Python's email package. */
class NoticesTest {

    private static final Instant ARRIVAL = Instant.parse("2026-03-01T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-03-01T14:00:00Z"));

    private static List<String> read(
            Path folder,
            Kind kind,
            String sender,
            boolean utf8,
            String original,
            boolean whole,
            ReportedRecipient... to)
            throws Exception {
        var returned = new Returned(original.getBytes(UTF_8), whole, "<1@example.org>");
        var about = new Notices.About(sender, utf8, "env 1", ARRIVAL, returned);
        var notice = new Notices("mail.example.org", CLOCK, new Random(1)).write(kind, about, List.of(to));
        assertThat(new String(notice, UTF_8).replace("\r\n", "")).doesNotContain("\n", "\r");
        return NoticeReader.read(folder, notice);
    }

    private static ReportedRecipient recipient(String address, @Nullable String original, boolean remote) {
        return new ReportedRecipient(
                address,
                original,
                "5.1.1",
                remote ? "550 5.1.1 no such user\u0007 here" : "no server",
                remote,
                remote ? "mx.example.com" : null,
                ARRIVAL);
    }

    @Test // RFC 3464, 2; RFC 3461, 6.3
    void tellsOfFailure(@TempDir Path folder) throws Exception {
        var lines = read(
                folder,
                Kind.FAILED,
                "ann@example.org",
                false,
                "Message-ID: <1@example.org>\r\nSubject: x\r\n",
                false,
                recipient("bob@example.com", "rfc822;info@example.net", true),
                recipient("eve@example.com", null, false));
        assertThat(lines)
                .containsExactly(
                        "multipart/report delivery-status auto-replied",
                        "MAILER-DAEMON@mail.example.org ann@example.org <1@example.org>",
                        "text/plain message/delivery-status text/rfc822-headers",
                        "  Original-Envelope-Id: env 1",
                        "  Reporting-MTA: dns; mail.example.org",
                        "  Arrival-Date: Sun, 1 Mar 2026 10:00:00 +0000",
                        "  Original-Recipient: rfc822; info@example.net",
                        "  Final-Recipient: rfc822; bob@example.com",
                        "  Action: failed",
                        "  Status: 5.1.1",
                        "  Remote-MTA: dns; mx.example.com",
                        "  Diagnostic-Code: smtp; 550 5.1.1 no such user? here",
                        "  Last-Attempt-Date: Sun, 1 Mar 2026 10:00:00 +0000",
                        "  Final-Recipient: rfc822; eve@example.com",
                        "  Action: failed",
                        "  Status: 5.1.1",
                        "  Last-Attempt-Date: Sun, 1 Mar 2026 10:00:00 +0000",
                        "b'Message-ID: <1@example.org>\\r\\nSubject: x\\r\\n'");
    }

    @Test // RFC 3461, 4.3
    void bringsTheMessageBack(@TempDir Path folder) throws Exception {
        var lines = read(
                folder,
                Kind.RELAYED,
                "ann@example.org",
                false,
                "Subject: x\r\n\r\n--=_\r\nb\u00f6dy\r\n",
                true,
                recipient("bob@example.com", null, true));
        assertThat(lines).contains("text/plain message/delivery-status message/rfc822", "  Action: relayed");
        assertThat(lines.getLast()).contains("Subject: x").contains("b\\xc3\\xb6dy");
    }

    @Test // RFC 6533, 3 to 6
    void keepsToAsciiUnlessTheSenderKnowsMore(@TempDir Path folder) throws Exception {
        var boeb = recipient("b\u00f6b@example.com", "utf-8;b\u00e4b@example.net", true);
        var ascii = read(folder, Kind.DELAYED, "ann@example.org", false, "Subject: x\r\n", false, boeb);
        assertThat(ascii)
                .contains(
                        "  Original-Recipient: utf-8; b\\x{E4}b@example.net",
                        "  Final-Recipient: utf-8; b\\x{F6}b@example.com",
                        "  Action: delayed");
        var utf8 = read(folder, Kind.DELAYED, "\u00e4nn@example.org", true, "Subject: \u00f6\r\n", false, boeb);
        assertThat(utf8)
                .contains(
                        "text/plain message/global-delivery-status message/global-headers",
                        "MAILER-DAEMON@mail.example.org \u00e4nn@example.org <1@example.org>");
        assertThat(Files.readString(folder.resolve("notice")))
                .contains(
                        "Final-Recipient: utf-8; b\u00f6b@example.com\r\n",
                        "Original-Recipient: utf-8; b\u00e4b@example.net\r\n");
    }
}
