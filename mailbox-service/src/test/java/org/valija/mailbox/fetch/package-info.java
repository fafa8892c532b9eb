@NullMarked
package org.valija.mailbox.fetch;

import org.jspecify.annotations.NullMarked;
