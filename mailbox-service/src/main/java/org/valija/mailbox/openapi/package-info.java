/**
 * The description of the contract: OpenAPI 3.1, made from the code. Words come from Javadoc, examples from
 * {@link org.valija.mailbox.openapi.Examples}, errors from what methods throw. Knows every endpoint and no table.
 */
@NullMarked
package org.valija.mailbox.openapi;

import org.jspecify.annotations.NullMarked;
