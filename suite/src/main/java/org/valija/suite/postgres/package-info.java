/** The PostgreSQL that the suite brings along: its binaries, its data folder, its process. Knows nothing of mail. */
@NullMarked
package org.valija.suite.postgres;

import org.jspecify.annotations.NullMarked;
