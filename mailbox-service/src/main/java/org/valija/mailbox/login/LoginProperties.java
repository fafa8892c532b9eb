package org.valija.mailbox.login;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.security.web.util.matcher.IpAddressMatcher;

/**
 * @param trustedNetworks addresses or networks ({@code 192.0.2.7}, {@code 10.0.0.0/8}) that many users come from, such as that
 *     of a webmail or a proxy: failed logins of one user there never delay those of another
 */
@ConfigurationProperties("mailbox.login")
public record LoginProperties(@DefaultValue List<String> trustedNetworks) {

    public LoginProperties {
        for (var network : trustedNetworks) {
            try {
                var _ = new IpAddressMatcher(network);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("mailbox.login.trusted-networks: " + network + " is no network", e);
            }
        }
        trustedNetworks = List.copyOf(trustedNetworks);
    }
}
