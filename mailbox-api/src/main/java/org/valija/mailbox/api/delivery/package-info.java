/** Resolving recipients, and delivering one message to many of them. */
@NullMarked
package org.valija.mailbox.api.delivery;

import org.jspecify.annotations.NullMarked;
