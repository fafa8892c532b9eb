package org.valija.mailbox.account;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The names of the servers, as the DNS of each domain should tell them.
 *
 * @param mx hosts that receive mail, the preferred one first; none for {@code mail.} below each domain
 * @param submission where users send mail, on ports 465 and 587; the first of {@code mx} if null
 * @param imap on port 993; the first of {@code mx} if null
 * @param pop3 on port 995; the first of {@code mx} if null, not offered if empty
 * @param autoconfig a web server that tells clients their settings; null for none
 * @param spf who sends mail of the domains: RFC 7208
 * @param dmarc what receivers do with mail that fails: RFC 7489
 */
@ConfigurationProperties("mailbox.dns")
public record DnsProperties(
        @DefaultValue List<String> mx,
        @Nullable String submission,
        @Nullable String imap,
        @Nullable String pop3,
        @Nullable String autoconfig,
        @DefaultValue("v=spf1 mx -all") String spf,
        @DefaultValue("v=DMARC1; p=none") String dmarc) {

    public DnsProperties {
        mx = List.copyOf(mx);
    }
}
