/** What the service does by itself, now and then: when, how far it has come, and doing it now. */
@NullMarked
package org.valija.mailbox.api.job;

import org.jspecify.annotations.NullMarked;
