/**
 * Who calls, and what they may: administrators by their key, protocol services by their credential, users by a token.
 * Knows keys and tokens; passwords are the business of accounts.
 */
@NullMarked
package org.valija.mailbox.security;

import org.jspecify.annotations.NullMarked;
