/** Adds messages to a mailbox by name, as IMAP's APPEND and people with a file do. */
@NullMarked
package org.valija.mailbox.append;

import org.jspecify.annotations.NullMarked;
