package org.valija.mailbox.account;

import java.util.List;

/** What else the DNS should say of a domain, in TXT records: a bean of whoever knows. */
public interface DnsTexts {

    List<Text> of(DomainName domain);

    /**
     * One TXT record.
     *
     * @param below the name before that of the domain, with a dot at its end
     * @param value of any length
     * @param purpose for a person to read
     */
    record Text(String below, String value, String purpose) {}
}
