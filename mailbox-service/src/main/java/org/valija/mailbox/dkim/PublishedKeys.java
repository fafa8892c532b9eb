package org.valija.mailbox.dkim;

import java.util.List;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DnsTexts;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.dkim.DkimKey;
import org.valija.mailbox.web.Cursor;

/** The records of the keys of a domain: of those that are to sign, that sign, and that did. */
@Component
final class PublishedKeys implements DnsTexts {

    private final DkimKeys keys;

    PublishedKeys(DkimKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<Text> of(DomainName domain) {
        return keys.list(domain, null, Cursor.LARGEST_PAGE).stream()
                .map(PublishedKeys::text)
                .toList();
    }

    private static Text text(DkimKey key) {
        var purpose = switch (key.state()) {
            case PUBLISHED -> "the key that is to sign mail of the domain (DKIM): activate it when this can be seen";
            case ACTIVE -> "the key that signs mail of the domain (DKIM)";
            case RETIRED -> "a key that signed mail of the domain until lately (DKIM)";
        };
        return new Text(key.selector() + "._domainkey.", key.record(), purpose);
    }
}
