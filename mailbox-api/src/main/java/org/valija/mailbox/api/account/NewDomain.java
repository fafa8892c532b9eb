package org.valija.mailbox.api.account;

/**
 * @param name a domain name, in Unicode or in its ASCII form (RFC 5890); kept in lower case, as A-labels
 */
public record NewDomain(String name) {}
