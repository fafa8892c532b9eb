package org.valija.smtp.state;

import java.util.Optional;

/**
 * The client said who it is; no mail transaction is under way.
 *
 * @param user empty until the client authenticates
 */
public record Ready(HeloName helo, Optional<User> user) implements State {}
