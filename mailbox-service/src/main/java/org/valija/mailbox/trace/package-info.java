/** One id for all that one request leads to: in the log, in events, and in what PostgreSQL shows of its sessions. */
@NullMarked
package org.valija.mailbox.trace;

import org.jspecify.annotations.NullMarked;
