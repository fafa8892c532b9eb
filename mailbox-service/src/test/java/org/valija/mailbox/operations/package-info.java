/** What operators see and do: metrics, traces, migrations, stopping. */
@NullMarked
package org.valija.mailbox.operations;

import org.jspecify.annotations.NullMarked;
