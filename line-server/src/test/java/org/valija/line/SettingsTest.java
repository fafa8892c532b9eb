package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.valija.line.proxy.AddressRange;

class SettingsTest {

    /** As a service's settings have it. */
    record ServiceProperties(
            @DefaultValue Listener listener, @DefaultValue Limits limits) {}

    private static ServiceProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("mail", ServiceProperties.class);
    }

    @Test
    void defaultsAreThoseOfTheRecords() {
        var settings = bind(Map.of("mail.listener.port", "25"));
        assertThat(settings.listener()).isEqualTo(Listener.on(25, TlsMode.STARTTLS));
        assertThat(settings.limits()).isEqualTo(Limits.defaults());
    }

    @Test
    void allCanBeSet() {
        var settings = bind(Map.of(
                "mail.listener.address", "::1",
                "mail.listener.port", "993",
                "mail.listener.tls", "implicit",
                "mail.listener.trusted-proxies", "10.0.0.0/8,fd00::/8",
                "mail.listener.grace", "1m",
                "mail.limits.connections-per-address", "7"));
        assertThat(settings.listener())
                .isEqualTo(new Listener(
                        InetAddress.ofLiteral("::1"),
                        993,
                        TlsMode.IMPLICIT,
                        List.of(AddressRange.of("10.0.0.0/8"), AddressRange.of("fd00::/8")),
                        1024,
                        Duration.ofMinutes(1)));
        assertThat(settings.limits().connectionsPerAddress()).isEqualTo(7);
    }

    @ParameterizedTest
    @CsvSource({
        "listener.port, 65536",
        "listener.port, -1",
        "listener.backlog, 0",
        "listener.grace, -1s",
        "listener.trusted-proxies, haproxy",
        "limits.connections, 0",
        "limits.line, 10",
        "limits.write, 0s"
    })
    void badValuesStopTheStart(String name, String value) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("mail." + name, value)));
    }
}
