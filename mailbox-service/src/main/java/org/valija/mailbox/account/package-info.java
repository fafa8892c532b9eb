/**
 * Domains, accounts and aliases; who an address belongs to; and what is kept of
 * passwords. Knows no messages, and nobody who logs in.
 */
@NullMarked
package org.valija.mailbox.account;

import org.jspecify.annotations.NullMarked;
