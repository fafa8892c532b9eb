/** The keys of administrators: made, listed, taken back, recognized. What a key lets its bearer do is told in security. */
@NullMarked
package org.valija.mailbox.apikey;

import org.jspecify.annotations.NullMarked;
