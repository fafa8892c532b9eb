package org.valija.line.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    10.0.0.0/8,      10.255.0.1,     true
                    10.0.0.0/8,      11.0.0.1,       false
                    192.0.2.1,       192.0.2.1,      true
                    192.0.2.1,       192.0.2.2,      false
                    192.0.2.128/25,  192.0.2.127,    false
                    192.0.2.129/25,  192.0.2.255,    true
                    0.0.0.0/0,       203.0.113.9,    true
                    0.0.0.0/0,       2001:db8::1,    false
                    ::/0,            203.0.113.9,    false
                    2001:db8::/33,   2001:db8:7fff::, true
                    2001:db8::/33,   2001:db8:8000::, false
                    ::1,             ::1,            true
                    """)
    void contains(String range, String address, boolean expected) {
        assertThat(AddressRange.of(range).contains(InetAddress.ofLiteral(address)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "haproxy",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "::1/129",
                "10.0.0.0/",
                "10.0.0.0/x",
                "/8",
                "10/8",
                "10.1",
                "010.0.0.0/8"
            })
    void badRangesAreRefused(String range) {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.of(range));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    192.0.2.255,              192.0.2.0/24
                    192.0.2.1,                192.0.2.0/24
                    2001:db8:0:1ff:1:2:3:4,   2001:db8:0:100:0:0:0:0/56
                    ::ffff:192.0.2.1,         192.0.2.0/24
                    """)
    void aroundAnAddressIsItsNetwork(String address, String network) {
        var around = AddressRange.around(InetAddress.ofLiteral(address), 24, 56);
        assertThat(around).hasToString(network);
        assertThat(around.contains(InetAddress.ofLiteral(address))).isTrue();
    }
}
