/** What the server says: a reply is a value, and what goes wrong becomes one here. Knows no sockets and no Spring. */
@NullMarked
package org.valija.smtp.reply;

import org.jspecify.annotations.NullMarked;
