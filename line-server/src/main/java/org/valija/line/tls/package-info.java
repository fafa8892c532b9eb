/** Where certificates come from, and what is known about a connection once it is encrypted. */
@NullMarked
package org.valija.line.tls;

import org.jspecify.annotations.NullMarked;
