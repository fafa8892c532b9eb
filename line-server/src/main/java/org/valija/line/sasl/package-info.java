/**
 * The server's side of SASL (RFC 4422): base64 challenges and responses, and the mechanisms. Says what a client claims
 * and with which secret; whether that is true is asked elsewhere.
 */
@NullMarked
package org.valija.line.sasl;

import org.jspecify.annotations.NullMarked;
