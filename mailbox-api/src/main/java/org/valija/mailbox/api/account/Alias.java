package org.valija.mailbox.api.account;

import java.util.List;
import org.valija.mailbox.api.Resource;

/**
 * An address whose mail goes to other addresses.
 *
 * @param address local-part@domain, in one of our domains
 * @param targets where its mail goes: accounts or aliases of this server; at least one, at most 1,000
 */
public record Alias(String address, List<String> targets) implements Resource {}
