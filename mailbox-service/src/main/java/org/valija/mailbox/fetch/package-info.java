/** Reads messages of a mailbox and streams what was asked for: columns, and sections of the content. Changes nothing. */
@NullMarked
package org.valija.mailbox.fetch;

import org.jspecify.annotations.NullMarked;
