package org.valija.mailbox.login;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.account.Address;
import org.valija.mailbox.api.MailboxException;

/**
 * What somebody logs in as.
 *
 * @param key the same however the name is written
 * @param address null for what can be nobody's address
 */
record Username(String key, @Nullable Address address) {

    static Username of(String text) {
        try {
            var address = Address.parse("address", text);
            return new Username(address.key(), address);
        } catch (MailboxException.Invalid _) {
            return new Username(text.toLowerCase(Locale.ROOT), null);
        }
    }
}
