package org.valija.mailbox.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why something was refused, as it travels: problem details, RFC 9457.
 *
 * @param type a stable URI, {@code urn:valija:problem:not-found} and so on, one for each {@link MailboxException}
 * @param title what the type means, the same for all of its occurrences
 * @param status HTTP status code, 400 to 599
 * @param detail what is wrong this time, for a person to read; holds no secret
 * @param field the field, parameter or header that is wrong; null unless the request itself is at fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field) {}
