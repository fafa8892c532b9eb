/** Replies, and what becomes one. */
@NullMarked
package org.valija.smtp.reply;

import org.jspecify.annotations.NullMarked;
