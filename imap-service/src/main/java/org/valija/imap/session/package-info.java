/** Reads a command, runs it, answers; the only package that knows sockets and Spring. */
@NullMarked
package org.valija.imap.session;

import org.jspecify.annotations.NullMarked;
