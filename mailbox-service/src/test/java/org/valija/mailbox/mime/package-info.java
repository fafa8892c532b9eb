@NullMarked
package org.valija.mailbox.mime;

import org.jspecify.annotations.NullMarked;
