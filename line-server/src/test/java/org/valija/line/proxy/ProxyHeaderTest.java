package org.valija.line.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {

    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    @ParameterizedTest
    @CsvSource(textBlock = """
                    PROXY TCP4 192.0.2.1 198.51.100.2 56324 25,        192.0.2.1,            56324, 198.51.100.2, 25
                    PROXY TCP4 255.255.255.255 0.0.0.0 65535 0,        255.255.255.255,      65535, 0.0.0.0,      0
                    PROXY TCP6 2001:db8::1 2001:db8::2 1 2,            2001:db8:0:0:0:0:0:1, 1, 2001:db8:0:0:0:0:0:2, 2
                    PROXY TCP6 ::ffff:192.0.2.1 ::ffff:192.0.2.2 1 2,  192.0.2.1,            1,     192.0.2.2,    2
                    """)
    void textNamesTheClient(String header, String source, int sourcePort, String destination, int destinationPort)
            throws IOException {
        var proxied = (ProxyHeader.Proxied) text(header + "\r\n");
        assertThat(proxied.source().getAddress().getHostAddress()).isEqualTo(source);
        assertThat(proxied.source().getPort()).isEqualTo(sourcePort);
        assertThat(proxied.destination().getAddress().getHostAddress()).isEqualTo(destination);
        assertThat(proxied.destination().getPort()).isEqualTo(destinationPort);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY UNKNOWN\r\n",
                "PROXY UNKNOWN ffff:f...f:ffff ffff:f...f:ffff 65535 65535\r\n",
                "PROXY UNKNOWN whatever it is\r\n"
            })
    void textMayNotKnow(String header) throws IOException {
        assertThat(text(header)).isEqualTo(new ProxyHeader.Local());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "EHLO client.example.org\r\n",
                "PROXY\r\n",
                "PROXY \r\n",
                "PROXYTCP4 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP5 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY tcp4 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 2 3\r\n",
                "PROXY TCP4  192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2.256 192.0.2.2 1 2\r\n",
                "PROXY TCP4 localhost 192.0.2.2 1 2\r\n",
                "PROXY TCP4 2001:db8::1 2001:db8::2 1 2\r\n",
                "PROXY TCP6 192.0.2.1 192.0.2.2 1 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 -1 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 65536 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 01 2\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 x\r\n",
                "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\n",
                "PROXY UNKNOWN xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                        + "xxxxxxxxxxxxxxxxxx\r\n",
            })
    void malformedTextIsRefused(String header) {
        assertThatExceptionOfType(ProxyProtocolException.class).isThrownBy(() -> text(header));
    }

    @Test
    void binaryNamesTheClient() throws IOException {
        var four = (ProxyHeader.Proxied) binary("21" + "11" + "000c" + "c0000201" + "c6336402" + "dc04" + "0019");
        assertThat(four.source()).hasToString("/192.0.2.1:56324");
        assertThat(four.destination()).hasToString("/198.51.100.2:25");

        var six = (ProxyHeader.Proxied) binary("21" + "21" + "0024" + "20010db8000000000000000000000001"
                + "20010db8000000000000000000000002" + "ffff" + "03e1");
        assertThat(six.source().getAddress().getHostAddress()).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(six.source().getPort()).isEqualTo(65535);
        assertThat(six.destination().getPort()).isEqualTo(993);
    }

    @Test // 2.2.7: what follows the addresses is for those who know it
    void binaryMayHaveMoreThanAddresses() throws IOException {
        var proxied = binary("21" + "11" + "0013" + "c0000201" + "c6336402" + "dc04" + "0019" + "04000400000000");
        assertThat(proxied).isInstanceOf(ProxyHeader.Proxied.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20000000", "20110000", "2011000401020304", "21000000", "210000050102030405", "21310000"})
    void binaryMaySpeakForItself(String rest) throws IOException {
        assertThat(binary(rest)).isEqualTo(new ProxyHeader.Local());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "11110000", // version 1
                "22110000", // unknown command
                "21110000", // no addresses
                "2111000bc0000201c6336402dc0400", // an octet short
                "21210000",
                "2112000cc0000201c6336402dc040019", // UDP
                "2111ffff"
            })
    void malformedBinaryIsRefused(String rest) {
        assertThatExceptionOfType(ProxyProtocolException.class).isThrownBy(() -> binary(rest));
    }

    @Test
    void wrongSignatureIsRefusedAtItsFirstWrongOctet() {
        byte[] signature = HexFormat.of().parseHex(SIGNATURE);
        for (int i = 0; i < signature.length; i++) {
            byte[] wrong = Arrays.copyOf(signature, i + 1);
            wrong[i] ^= 1;
            assertThatExceptionOfType(ProxyProtocolException.class)
                    .isThrownBy(() -> ProxyHeader.read(new ByteArrayInputStream(wrong)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "50524f585920554e4b4e4f574e0d0a",
                SIGNATURE + "20000000",
                SIGNATURE + "2111000cc0000201c6336402dc040019"
            })
    void readsNotAnOctetMoreAndNotAnOctetLess(String header) throws IOException {
        byte[] octets = HexFormat.of().parseHex(header);
        var more = new ByteArrayInputStream(Arrays.copyOf(octets, octets.length + 3));
        assertThat(ProxyHeader.read(more)).isNotNull();
        assertThat(more.available()).isEqualTo(3);
        for (int i = 0; i < octets.length; i++) {
            var cut = new ByteArrayInputStream(octets, 0, i);
            assertThatExceptionOfType(EOFException.class).isThrownBy(() -> ProxyHeader.read(cut));
        }
    }

    private static ProxyHeader text(String header) throws IOException {
        return ProxyHeader.read(new ByteArrayInputStream(header.getBytes(StandardCharsets.US_ASCII)));
    }

    private static ProxyHeader binary(String rest) throws IOException {
        return ProxyHeader.read(new ByteArrayInputStream(HexFormat.of().parseHex(SIGNATURE + rest)));
    }
}
