/**
 * The states of RFC 9051, 3, and what is known in each: who logged in, which mailbox is selected and what its client has
 * been told of it. Calls the mailbox service; knows no command.
 */
@NullMarked
package org.valija.imap.state;

import org.jspecify.annotations.NullMarked;
