/** Jobs, through the contract, on one replica and on two. */
@NullMarked
package org.valija.mailbox.job;

import org.jspecify.annotations.NullMarked;
