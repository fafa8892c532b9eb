package org.valija.mailbox.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which records are wanted: those that fit all that is not null. */
record AuditFilter(
        @Nullable String actor,
        @Nullable String resource,
        @Nullable String domain,
        @Nullable Instant from,
        @Nullable Instant to) {}
