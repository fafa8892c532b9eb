/** Long answers and requests, as a sequence of CBOR items (RFC 8742) that neither side holds whole in memory. */
@NullMarked
package org.valija.mailbox.api.stream;

import org.jspecify.annotations.NullMarked;
