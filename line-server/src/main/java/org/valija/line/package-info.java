/** What line protocols do alike: accept, lines with limits, TLS upgrade. Knows no command of any protocol. */
@NullMarked
package org.valija.line;

import org.jspecify.annotations.NullMarked;
