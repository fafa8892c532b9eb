/** Reads a command, runs it, answers; the only package that knows sockets and Spring. */
@NullMarked
package org.valija.pop3.session;

import org.jspecify.annotations.NullMarked;
