/** The PostgreSQL that the suite brings along, through crashes of all kinds. */
@NullMarked
package org.valija.suite.postgres;

import org.jspecify.annotations.NullMarked;
