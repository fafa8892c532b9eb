package org.valija.line.proxy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Whose connection a proxy passes on: the PROXY protocol, versions 1 (text) and 2 (binary).
 *
 * @see <a href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">The PROXY protocol, versions 1 and 2</a>
 */
public sealed interface ProxyHeader {

    /**
     * The proxy speaks for a client.
     *
     * @param source the client's own address
     * @param destination the address the client connected to
     */
    record Proxied(InetSocketAddress source, InetSocketAddress destination) implements ProxyHeader {}

    /** The proxy speaks for itself (a health check), or cannot say for whom: the socket's addresses are the ones to use. */
    record Local() implements ProxyHeader {}

    /**
     * Reads one header and not an octet more.
     *
     * @param in blocks until the header is there; the caller bounds the time
     * @throws ProxyProtocolException if this is no header, or a malformed one
     * @throws EOFException if the peer closes before its end
     */
    static ProxyHeader read(InputStream in) throws IOException {
        return switch (octet(in)) {
            case 'P' -> readText(in);
            case '\r' -> readBinary(in);
            default -> throw new ProxyProtocolException("neither version 1 nor 2");
        };
    }

    /** {@code PROXY TCP4 192.0.2.1 198.51.100.1 56324 25 CRLF}: section 2.1. */
    private static ProxyHeader readText(InputStream in) throws IOException {
        // The longest header is 107 octets, CRLF included
        byte[] line = new byte[107];
        line[0] = 'P';
        int length = 1;
        do {
            if (length == line.length) {
                throw new ProxyProtocolException("version 1 header longer than 107 octets");
            }
            line[length++] = (byte) octet(in);
        } while (line[length - 1] != '\n');
        if (line[length - 2] != '\r') {
            throw new ProxyProtocolException("version 1 header ends without CR");
        }
        var words = new String(line, 0, length - 2, StandardCharsets.ISO_8859_1).split(" ", -1);
        if (words.length < 2 || !words[0].equals("PROXY")) {
            throw new ProxyProtocolException("version 1 header begins without PROXY");
        }
        // Whatever follows UNKNOWN is to be ignored
        if (words[1].equals("UNKNOWN")) {
            return new Local();
        }
        int octets = switch (words[1]) {
            case "TCP4" -> 4;
            case "TCP6" -> 16;
            default -> throw new ProxyProtocolException("unknown family in version 1 header");
        };
        if (words.length != 6) {
            throw new ProxyProtocolException("version 1 header needs two addresses and two ports");
        }
        return new Proxied(
                new InetSocketAddress(address(words[2], octets), port(words[4])),
                new InetSocketAddress(address(words[3], octets), port(words[5])));
    }

    /** Twelve octets of signature, version and command, family, length, addresses, TLVs: section 2.2. */
    private static ProxyHeader readBinary(InputStream in) throws IOException {
        byte[] start = new byte[16];
        start[0] = '\r';
        for (int i = 1; i < start.length; i++) {
            start[i] = (byte) octet(in);
            // Say so at the first wrong octet: whoever is there may never send sixteen
            if (i < SIGNATURE.length && start[i] != SIGNATURE[i]) {
                throw new ProxyProtocolException("neither version 1 nor 2");
            }
        }
        var header = ByteBuffer.wrap(start, SIGNATURE.length, 4);
        byte versionAndCommand = header.get();
        byte familyAndProtocol = header.get();
        int length = Short.toUnsignedInt(header.getShort());
        if (length > 4096) {
            throw new ProxyProtocolException("version 2 header longer than 4096 octets");
        }
        byte[] rest = in.readNBytes(length);
        if (rest.length < length) {
            throw new EOFException();
        }
        return switch (versionAndCommand) {
            case 0x20 -> new Local();
            case 0x21 ->
                switch (familyAndProtocol) {
                    case 0x11 -> proxied(rest, 4);
                    case 0x21 -> proxied(rest, 16);
                    // UNSPEC and UNIX: section 2.2 wants the connection accepted with its own addresses
                    case 0x00, 0x31 -> new Local();
                    default -> throw new ProxyProtocolException("version 2 header is not for TCP");
                };
            default -> throw new ProxyProtocolException("version 2 header of unknown version or command");
        };
    }

    private static Proxied proxied(byte[] rest, int octets) throws IOException {
        if (rest.length < 2 * octets + 4) {
            throw new ProxyProtocolException("version 2 header too short for its addresses");
        }
        var ports = ByteBuffer.wrap(rest, 2 * octets, 4);
        return new Proxied(
                new InetSocketAddress(
                        InetAddress.getByAddress(Arrays.copyOf(rest, octets)), Short.toUnsignedInt(ports.getShort())),
                new InetSocketAddress(
                        InetAddress.getByAddress(Arrays.copyOfRange(rest, octets, 2 * octets)),
                        Short.toUnsignedInt(ports.getShort())));
    }

    private static InetAddress address(String text, int octets) throws ProxyProtocolException {
        try {
            var address = AddressRange.literal(text);
            // An IPv4 address mapped into IPv6 becomes IPv4 here, which is what limits should see
            if (address.getAddress().length == octets || octets == 16 && text.contains(":")) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            // the same answer as for the wrong family
        }
        throw new ProxyProtocolException("malformed address in version 1 header");
    }

    private static int port(String text) throws ProxyProtocolException {
        if (text.matches("0|[1-9][0-9]{0,4}")) {
            int port = Integer.parseInt(text);
            if (port <= 65535) {
                return port;
            }
        }
        throw new ProxyProtocolException("malformed port in version 1 header");
    }

    private static int octet(InputStream in) throws IOException {
        int octet = in.read();
        if (octet < 0) {
            throw new EOFException();
        }
        return octet;
    }

    /** What a version 2 header begins with; no line protocol does. */
    byte[] SIGNATURE = {'\r', '\n', '\r', '\n', 0, '\r', '\n', 'Q', 'U', 'I', 'T', '\n'};
}
