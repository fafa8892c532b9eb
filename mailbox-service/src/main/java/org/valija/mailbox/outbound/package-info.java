/**
 * Messages for other servers, kept until they are sent. Queued by the transaction that delivers the local copies; nothing
 * here sends them.
 */
@NullMarked
package org.valija.mailbox.outbound;

import org.jspecify.annotations.NullMarked;
