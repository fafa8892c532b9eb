package org.valija.mailbox.api.account;

import java.util.List;

/**
 * What the DNS should say of a domain, for mail to come and go and for clients to find their servers.
 *
 * @param records in the form of a zone file (RFC 1035, 5.1)
 */
public record DnsRecords(String domain, List<Entry> records) {

    /**
     * One resource record.
     *
     * @param name whose it is, with a final dot
     * @param type such as {@code MX}
     * @param value as it stands in a zone file
     * @param purpose what it is good for, for a person to read
     */
    public record Entry(String name, String type, String value, String purpose) {}
}
