/**
 * What the store needs to know of a message's content, computed once, while it streams in: envelope, body structure with
 * the place of every part, and the texts that search and sort go by. Never fails: broken mail gets a simpler structure.
 * Knows no database.
 */
@NullMarked
package org.valija.mailbox.mime;

import org.jspecify.annotations.NullMarked;
