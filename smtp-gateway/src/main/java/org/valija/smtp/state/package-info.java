/**
 * The states of a session, RFC 5321, 4.1.4: each record holds what is known in it, so that a recipient without a
 * reverse-path can't be written down. Knows no sockets and no Spring.
 */
@NullMarked
package org.valija.smtp.state;

import org.jspecify.annotations.NullMarked;
