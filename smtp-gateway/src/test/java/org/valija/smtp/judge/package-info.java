/** The checks of mail from strangers, in tables. */
@NullMarked
package org.valija.smtp.judge;

import org.jspecify.annotations.NullMarked;
