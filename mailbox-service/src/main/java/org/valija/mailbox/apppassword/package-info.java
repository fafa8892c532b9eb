/** Passwords of single programs: made, listed, taken back, checked. Knows nothing of accounts' own passwords. */
@NullMarked
package org.valija.mailbox.apppassword;

import org.jspecify.annotations.NullMarked;
