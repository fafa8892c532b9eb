package org.valija.imap.command;

/** {@code command-any / command-auth / command-nonauth / command-select}: RFC 9051, 9. */
public sealed interface Command permits CommandAny, CommandNonauth, CommandAuth, CommandSelect {}
