package org.valija.smtp.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.smtp.command.Commands;
import org.valija.smtp.command.Ehlo;
import org.valija.smtp.command.Mail;
import org.valija.smtp.command.Rcpt;
import org.valija.smtp.parse.ForwardPath;
import org.valija.smtp.parse.ReversePath;
import org.valija.smtp.state.HeloName;

/** The trace fields, octet for octet. */
class TraceTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");

    @Test // RFC 5321, 4.4
    void tellsWhereTheMessageCameFrom() {
        var trace = trace(
                "mx.example.org", true, "192.0.2.7", Optional.empty(), false, Optional.of(path("ann@example.com")));
        assertThat(trace.received(NOW)).isEqualTo("""
                Received: from mx.example.org ([192.0.2.7])
                	by mail.example.com with ESMTP id mx-1-1
                	for <ann@example.com>
                	; Fri, 2 Jan 2026 03:04:05 +0000
                """.replace("\n", "\r\n"));
        assertThat(trace.returnPath()).isEqualTo("Return-Path: <bob@example.org>\r\n");
    }

    @Test // RFC 5321, 7.2; RFC 8314, 4.3
    void namesTheCipherAndNoneOfSeveralRecipients() {
        var trace = trace(
                "[IPv6:::1]",
                true,
                "2001:db8::7",
                Optional.of("TLS_AES_256_GCM_SHA384 (TLSv1.3)"),
                true,
                Optional.empty());
        assertThat(trace.received(NOW)).isEqualTo("""
                Received: from [IPv6:0:0:0:0:0:0:0:1] ([IPv6:2001:db8:0:0:0:0:0:7])
                	by mail.example.com with ESMTPSA id mx-1-1
                	tls TLS_AES_256_GCM_SHA384 (TLSv1.3)
                	; Fri, 2 Jan 2026 03:04:05 +0000
                """.replace("\n", "\r\n"));
    }

    @ParameterizedTest // RFC 3848
    @CsvSource({
        "false, false, false, SMTP",
        "true, false, false, ESMTP",
        "true, true, false, ESMTPS",
        "true, false, true, ESMTPA",
        "true, true, true, ESMTPSA",
        "false, true, false, ESMTPS"
    })
    void namesTheProtocol(boolean extended, boolean tls, boolean authenticated, String protocol) {
        var trace = trace(
                "x", extended, "192.0.2.7", tls ? Optional.of("x") : Optional.empty(), authenticated, Optional.empty());
        assertThat(trace.protocol()).isEqualTo(protocol);
    }

    private static Trace trace(
            String helo,
            boolean extended,
            String client,
            Optional<String> tls,
            boolean authenticated,
            Optional<ForwardPath> onlyRecipient) {
        return new Trace(
                "mx-1-1",
                "mail.example.com",
                new HeloName(((Ehlo) Commands.read("EHLO " + helo)).name(), extended),
                InetAddress.ofLiteral(client),
                tls,
                authenticated,
                false,
                false,
                reversePath("bob@example.org"),
                onlyRecipient);
    }

    private static ReversePath reversePath(String address) {
        return ((Mail) Commands.read("MAIL FROM:<" + address + ">")).reversePath();
    }

    private static ForwardPath path(String address) {
        return ((Rcpt) Commands.read("RCPT TO:<" + address + ">")).forwardPath();
    }
}
