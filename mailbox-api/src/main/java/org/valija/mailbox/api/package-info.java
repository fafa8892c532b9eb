/** What everything in the contract with mailbox-service shares: identifiers, sets of UIDs, refusals. One package below for each
 * resource; no entities, no SQL, no words of a mail protocol. */
@NullMarked
package org.valija.mailbox.api;

import org.jspecify.annotations.NullMarked;
