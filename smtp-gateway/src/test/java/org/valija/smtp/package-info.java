/** The gateway as a whole, played against by transcripts and by real clients. */
@NullMarked
package org.valija.smtp;

import org.jspecify.annotations.NullMarked;
