/**
 * The description of the contract: OpenAPI 3.1, made from the code, and committed; the service serves the file. Words come
 * from Javadoc, examples from {@link org.valija.mailbox.openapi.Examples}, errors from what methods throw. Tests hold that it
 * is complete, that the file is what the code says, and that what was published is kept.
 */
@NullMarked
package org.valija.mailbox.openapi;

import org.jspecify.annotations.NullMarked;
