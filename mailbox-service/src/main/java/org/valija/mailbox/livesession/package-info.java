/** Who is connected at the moment, as protocol services report it. Knows nothing of their protocols. */
@NullMarked
package org.valija.mailbox.livesession;

import org.jspecify.annotations.NullMarked;
