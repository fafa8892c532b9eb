/** Who is connected at the moment. */
@NullMarked
package org.valija.mailbox.api.livesession;

import org.jspecify.annotations.NullMarked;
