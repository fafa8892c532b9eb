@NullMarked
package org.valija.mailbox.content;

import org.jspecify.annotations.NullMarked;
