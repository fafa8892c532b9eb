package org.valija.mailbox.dkim;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.dkim.DkimKey;
import org.valija.mailbox.api.dkim.DkimKeysApi;
import org.valija.mailbox.api.dkim.NewDkimKey;
import org.valija.mailbox.web.Cursor;

/** {@code /v1/domains/{name}/dkim-keys}. */
@RestController
final class DkimKeysController implements DkimKeysApi {

    /** {@code selector = sub-domain *( "." sub-domain )}: RFC 6376, 3.1. Room for it in a name of the DNS is checked too. */
    private static final Pattern SELECTOR =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    private static final int LONGEST_NAME = 253;
    private static final String BELOW = "._domainkey.";

    private final DkimKeys keys;
    private final Clock clock;

    DkimKeysController(DkimKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public DkimKey create(String name, NewDkimKey key) {
        var domain = DomainName.parse("name", name);
        if (key.selector() == null) {
            return keys.create(domain, free(domain, key), key.algorithm());
        }
        var selector = key.selector();
        if (!SELECTOR.matcher(selector).matches() || (selector + BELOW + domain.value()).length() > LONGEST_NAME) {
            throw new MailboxException.Invalid(
                    "selector", "labels of lower case letters, digits and -, with dots between them");
        }
        return keys.create(domain, selector, key.algorithm());
    }

    /** Algorithm and day, and a number where that is taken. */
    private String free(DomainName domain, NewDkimKey key) {
        var day = DateTimeFormatter.BASIC_ISO_DATE.format(
                clock.instant().atOffset(ZoneOffset.UTC).toLocalDate());
        var base = key.algorithm().word() + "-" + day;
        var taken = keys.list(domain, null, Cursor.LARGEST_PAGE).stream()
                .map(DkimKey::selector)
                .toList();
        var selector = base;
        for (int n = 2; taken.contains(selector); n++) {
            selector = base + "-" + n;
        }
        return selector;
    }

    @Override
    public Page<DkimKey> list(String name, @Nullable String cursor, @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var found = keys.list(DomainName.parse("name", name), Cursor.key(cursor), most + 1);
        return Cursor.page(found, most, DkimKey::selector);
    }

    @Override
    public DkimKey activate(String name, String selector) {
        return keys.activate(DomainName.parse("name", name), selector);
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(String name, String selector) {
        keys.delete(DomainName.parse("name", name), selector);
    }
}
