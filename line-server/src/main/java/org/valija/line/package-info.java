/**
 * What line protocols (SMTP, POP3, IMAP) do alike: listening, a virtual thread per connection, CRLF lines with limits,
 * dot-stuffing, TLS, graceful stop, limits per client address. Knows no command and no reply of any protocol.
 *
 * <p>Start reading at {@link org.valija.line.LineServer}, then {@link org.valija.line.LineConnection}.
 */
@NullMarked
package org.valija.line;

import org.jspecify.annotations.NullMarked;
