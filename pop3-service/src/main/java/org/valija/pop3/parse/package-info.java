/** How the arguments of a command are written: RFC 1939, 3, and RFC 2449, 4. */
@NullMarked
package org.valija.pop3.parse;

import org.jspecify.annotations.NullMarked;
