package org.valija.mailbox.security;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many requests of one caller one replica answers in a window; 0 for no limit. Protocol services have none, nor have users
 * who logged in through one: those services limit connections and commands themselves.
 *
 * @param administrator with one key
 * @param user with tokens for one account
 * @param anonymous from one IP address
 * @param window they refill evenly over this time; at least 1 second
 */
@ConfigurationProperties("mailbox.rate-limit")
record RateLimitProperties(
        @DefaultValue("60000") int administrator,
        @DefaultValue("12000") int user,
        @DefaultValue("1200") int anonymous,
        @DefaultValue("1m") Duration window) {

    public RateLimitProperties {
        if (administrator < 0 || user < 0 || anonymous < 0 || window.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("mailbox.rate-limit: a limit is negative, or the window too short");
        }
    }
}
