/** Sessions with limits too short for real life. */
@NullMarked
package org.valija.pop3.session;

import org.jspecify.annotations.NullMarked;
