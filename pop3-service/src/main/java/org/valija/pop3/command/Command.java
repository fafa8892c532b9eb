package org.valija.pop3.command;

/** What a client may say: RFC 1939, 4 to 7, RFC 2449, 5, RFC 2595, 4, RFC 5034, 4, and RFC 6856, 2 and 3. */
public sealed interface Command permits AuthorizationCommand, TransactionCommand, Capa, Lang, Quit {}
