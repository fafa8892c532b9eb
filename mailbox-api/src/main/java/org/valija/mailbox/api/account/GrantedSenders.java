package org.valija.mailbox.api.account;

import java.util.List;

/**
 * Addresses that are not the account's, which it may send as.
 *
 * @param addresses in domains of ours, whether mail for them is delivered or not; at most 1,000
 */
public record GrantedSenders(List<String> addresses) {}
