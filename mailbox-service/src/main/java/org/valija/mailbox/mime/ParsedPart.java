package org.valija.mailbox.mime;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.MessageEnvelope;

/**
 * A part whose end has been seen.
 *
 * @param envelope null unless the part is a message
 */
record ParsedPart(BodyPart part, @Nullable MessageEnvelope envelope, HeaderFields header) {}
