/** What many sessions ask at the same time. */
@NullMarked
package org.valija.smtp.gather;

import org.jspecify.annotations.NullMarked;
