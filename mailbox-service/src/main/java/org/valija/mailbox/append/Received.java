package org.valija.mailbox.append;

import java.time.Instant;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.content.Ingested;

/** A message that has been received whole, and is in no mailbox yet. */
public record Received(Ingested content, Flags flags, Instant internalDate) {}
