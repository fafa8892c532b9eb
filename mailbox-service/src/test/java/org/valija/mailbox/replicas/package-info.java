/** Two replicas of the service on one database, with many clients at both: what must hold whatever happens at once. */
@NullMarked
package org.valija.mailbox.replicas;

import org.jspecify.annotations.NullMarked;
