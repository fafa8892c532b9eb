@NullMarked
package org.valija.mailbox.append;

import org.jspecify.annotations.NullMarked;
