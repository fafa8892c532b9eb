@NullMarked
package org.valija.smtp.outbound.flow;

import org.jspecify.annotations.NullMarked;
