@NullMarked
package org.valija.mailbox.delivery;

import org.jspecify.annotations.NullMarked;
