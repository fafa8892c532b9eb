/** Content in pieces. */
@NullMarked
package org.valija.pop3.state;

import org.jspecify.annotations.NullMarked;
