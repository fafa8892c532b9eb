/** The session states of RFC 1939, 3, and the maildrop that a session has open. */
@NullMarked
package org.valija.pop3.state;

import org.jspecify.annotations.NullMarked;
