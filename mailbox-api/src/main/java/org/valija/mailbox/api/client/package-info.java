/** The contract over HTTP, for the services that call mailbox-service; nothing of Spring MVC. */
@NullMarked
package org.valija.mailbox.api.client;

import org.jspecify.annotations.NullMarked;
