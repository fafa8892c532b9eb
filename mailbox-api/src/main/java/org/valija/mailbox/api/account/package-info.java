/** Domains, accounts, aliases, and logging in. */
@NullMarked
package org.valija.mailbox.api.account;

import org.jspecify.annotations.NullMarked;
