package org.valija.line.sasl;

import static org.valija.line.sasl.SaslMechanismName.LOGIN;
import static org.valija.line.sasl.SaslMechanismName.PLAIN;
import static org.valija.line.sasl.SaslMechanismName.SCRAM_SHA_256;
import static org.valija.line.sasl.SaslMechanismName.SCRAM_SHA_256_PLUS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.valija.line.tls.TlsSession;

/**
 * The mechanisms that a connection offers.
 *
 * @param all the most wanted first, as they are to be announced
 */
public record SaslMechanisms(List<SaslMechanism> all) {

    public SaslMechanisms {
        all = List.copyOf(all);
    }

    /**
     * What is offered over this connection; a name that ends with -PLUS only where it can be bound to the channel.
     *
     * @param tls empty for a connection that is not encrypted
     * @param wanted what the settings allow
     */
    public static SaslMechanisms over(Optional<TlsSession> tls, Set<SaslMechanismName> wanted) {
        return with(tls.flatMap(TlsSession::channelBinding), wanted);
    }

    static SaslMechanisms with(Optional<byte[]> tlsExporter, Set<SaslMechanismName> wanted) {
        var binding = tlsExporter.filter(data -> wanted.contains(SCRAM_SHA_256_PLUS));
        var all = new ArrayList<SaslMechanism>();
        binding.ifPresent(data -> all.add(Scram.boundTo(data)));
        if (wanted.contains(SCRAM_SHA_256)) {
            all.add(Scram.unbound(binding.isPresent()));
        }
        if (wanted.contains(PLAIN)) {
            all.add(new Plain());
        }
        if (wanted.contains(LOGIN)) {
            all.add(new Login());
        }
        return new SaslMechanisms(all);
    }

    public List<String> names() {
        return all.stream().map(SaslMechanism::name).toList();
    }

    /** @param name in any case */
    public Optional<SaslMechanism> named(String name) {
        return all.stream()
                .filter(mechanism -> mechanism.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
