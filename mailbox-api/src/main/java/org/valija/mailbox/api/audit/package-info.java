/** What administrators changed. */
@NullMarked
package org.valija.mailbox.api.audit;

import org.jspecify.annotations.NullMarked;
