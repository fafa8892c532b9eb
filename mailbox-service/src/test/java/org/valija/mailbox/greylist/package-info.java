/** Greylisting, through the contract, on two replicas. */
@NullMarked
package org.valija.mailbox.greylist;

import org.jspecify.annotations.NullMarked;
