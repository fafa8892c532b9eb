/** The mailbox service as a fixture for tests: the real one, on a free port, with a PostgreSQL of its own. */
@NullMarked
package org.valija.mailbox.testing;

import org.jspecify.annotations.NullMarked;
