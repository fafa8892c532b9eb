/** Conversations with the running service, and real clients. */
@NullMarked
package org.valija.pop3;

import org.jspecify.annotations.NullMarked;
