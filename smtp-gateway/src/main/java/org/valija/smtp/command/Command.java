package org.valija.smtp.command;

/** What a client may say, grouped by the states in which it may: RFC 5321, 4.1.4. */
public sealed interface Command permits CommandAny, CommandReady, CommandTransaction {}
