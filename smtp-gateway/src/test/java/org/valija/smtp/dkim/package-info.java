@NullMarked
package org.valija.smtp.dkim;

import org.jspecify.annotations.NullMarked;
