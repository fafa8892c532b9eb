package org.valija.mailbox.api.account;

import java.util.List;
import org.valija.mailbox.api.Resource;

/**
 * An address whose mail goes to other addresses.
 *
 * @param address local-part@domain, in one of our domains; as it was written, the domain in lower case
 * @param targets where its mail goes: accounts, aliases or sub-addresses here, or addresses elsewhere; at least one, at most
 *     1,000
 */
public record Alias(String address, List<String> targets) implements Resource {}
