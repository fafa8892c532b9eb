/** Tests of what a session knows. */
@NullMarked
package org.valija.imap.state;

import org.jspecify.annotations.NullMarked;
