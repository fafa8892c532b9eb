package org.valija.mailbox.api.dkim;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param selector labels of a domain name; one that is free if null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NewDkimKey(DkimAlgorithm algorithm, @Nullable String selector) {}
