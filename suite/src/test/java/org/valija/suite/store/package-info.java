/** What the store promises to those who call its REST interface: nothing lost when it is killed, memory that is bounded. */
@NullMarked
package org.valija.suite.store;

import org.jspecify.annotations.NullMarked;
