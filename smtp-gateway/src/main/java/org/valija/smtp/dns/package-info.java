/** What is asked of the DNS, behind one interface. Knows nothing of mail. */
@NullMarked
package org.valija.smtp.dns;

import org.jspecify.annotations.NullMarked;
