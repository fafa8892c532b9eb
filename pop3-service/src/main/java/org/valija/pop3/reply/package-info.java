/** What the server says, and how refusals of mailbox-service are put. */
@NullMarked
package org.valija.pop3.reply;

import org.jspecify.annotations.NullMarked;
