/** Mail through all services, in by SMTP and out by POP3 and IMAP, and the suite that these tests share. */
@NullMarked
package org.valija.suite.e2e;

import org.jspecify.annotations.NullMarked;
