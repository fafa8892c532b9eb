/** When the text index is built. What is found by it stands with the searches. */
@NullMarked
package org.valija.mailbox.text;

import org.jspecify.annotations.NullMarked;
