@NullMarked
package org.valija.smtp.outbound.dialogue;

import org.jspecify.annotations.NullMarked;
