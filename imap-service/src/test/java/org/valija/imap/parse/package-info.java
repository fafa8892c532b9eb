/** Tests of the grammar. */
@NullMarked
package org.valija.imap.parse;

import org.jspecify.annotations.NullMarked;
