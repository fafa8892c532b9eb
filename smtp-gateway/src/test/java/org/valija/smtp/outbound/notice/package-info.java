@NullMarked
package org.valija.smtp.outbound.notice;

import org.jspecify.annotations.NullMarked;
