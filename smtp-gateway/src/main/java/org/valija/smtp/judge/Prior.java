package org.valija.smtp.judge;

/** What is known before the message comes: of the client, and of the reverse-path. */
public record Prior(Standing standing, SpfResult spf) {}
