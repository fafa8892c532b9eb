/**
 * Logging in: by a password, in the clear or by SCRAM, and renewing what was got for it. Knows accounts, and nothing that is in
 * them.
 */
@NullMarked
package org.valija.mailbox.login;

import org.jspecify.annotations.NullMarked;
