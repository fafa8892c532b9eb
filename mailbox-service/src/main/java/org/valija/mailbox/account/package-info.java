/** Domains, accounts and aliases; who an address belongs to; passwords, and logging in by them. Knows no messages. */
@NullMarked
package org.valija.mailbox.account;

import org.jspecify.annotations.NullMarked;
