/**
 * Hands queued messages to the gateways that send them, under leases, and writes down what came of it: attempts, notices,
 * when to try again. Who decides where a message goes in the Internet, and sends it, is the gateway.
 */
@NullMarked
package org.valija.mailbox.relay;

import org.jspecify.annotations.NullMarked;
