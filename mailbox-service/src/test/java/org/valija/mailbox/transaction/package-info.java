/** What the service answers when its database answers late, or not at all. */
@NullMarked
package org.valija.mailbox.transaction;

import org.jspecify.annotations.NullMarked;
