/**
 * Delivers messages into the INBOXes of their recipients. Deliveries that come at the same time are committed together,
 * each answered alone, after the commit.
 */
@NullMarked
package org.valija.mailbox.delivery;

import org.jspecify.annotations.NullMarked;
