/** The description of the contract: complete, committed, and kept. */
@NullMarked
package org.valija.mailbox.openapi;

import org.jspecify.annotations.NullMarked;
