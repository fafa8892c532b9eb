@NullMarked
package org.valija.mailbox;

import org.jspecify.annotations.NullMarked;
