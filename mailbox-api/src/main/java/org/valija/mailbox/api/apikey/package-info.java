/** The keys that administrators hold. */
@NullMarked
package org.valija.mailbox.api.apikey;

import org.jspecify.annotations.NullMarked;
