/**
 * Queues messages for other servers, in the transaction that delivers the local copies. Who hands them to gateways is the
 * package relay.
 */
@NullMarked
package org.valija.mailbox.outbound;

import org.jspecify.annotations.NullMarked;
