/** What users may send, through the contract, on two replicas. */
@NullMarked
package org.valija.mailbox.submission;

import org.jspecify.annotations.NullMarked;
