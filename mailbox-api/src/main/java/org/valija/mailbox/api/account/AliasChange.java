package org.valija.mailbox.api.account;

import java.util.List;

/**
 * What to change of an alias.
 *
 * @param targets where its mail goes from now on, as {@link Alias#targets}
 */
public record AliasChange(List<String> targets) {}
