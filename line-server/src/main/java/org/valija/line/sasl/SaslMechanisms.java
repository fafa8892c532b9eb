package org.valija.line.sasl;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
     */
    public static SaslMechanisms over(Optional<TlsSession> tls) {
        return with(tls.flatMap(TlsSession::channelBinding));
    }

    static SaslMechanisms with(Optional<byte[]> tlsExporter) {
        var all = new ArrayList<SaslMechanism>();
        tlsExporter.ifPresent(data -> all.add(Scram.boundTo(data)));
        all.add(Scram.unbound(tlsExporter.isPresent()));
        all.add(new Plain());
        all.add(new Login());
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
