/** Tests of what responses look like. */
@NullMarked
package org.valija.imap.respond;

import org.jspecify.annotations.NullMarked;
