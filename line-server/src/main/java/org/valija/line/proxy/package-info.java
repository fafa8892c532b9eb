/** The header a proxy such as HAProxy sends ahead of a connection to tell whose connection it is. */
@NullMarked
package org.valija.line.proxy;

import org.jspecify.annotations.NullMarked;
