package org.valija.mailbox.api.account;

import java.util.List;
import org.valija.mailbox.api.Resource;

/**
 * Addresses that are not the account's, which it may send as.
 *
 * @param addresses in domains of ours, whether mail for them is delivered or not; at most 1,000
 */
public record GrantedSenders(List<String> addresses) implements Resource {}
