package org.valija.line;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Line input whose reads return just the chunks it is given, as no network can be made to do reliably. */
final class Chunks {

    private Chunks() {}

    /** Whole octets in one piece. */
    static LineInput whole(String text) throws IOException {
        return cut(text, 0);
    }

    /** The text in two, cut before that octet. */
    static LineInput cut(String text, int at) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        return of(List.of(Arrays.copyOf(octets, at), Arrays.copyOfRange(octets, at, octets.length)));
    }

    /** Each octet on its own. */
    static LineInput octets(String text) throws IOException {
        byte[] octets = text.getBytes(StandardCharsets.ISO_8859_1);
        var chunks = new byte[octets.length][1];
        for (int i = 0; i < octets.length; i++) {
            chunks[i][0] = octets[i];
        }
        return of(List.of(chunks));
    }

    private static LineInput of(List<byte[]> chunks) throws IOException {
        var streams = chunks.stream()
                .map(chunk -> (InputStream) new ByteArrayInputStream(chunk))
                .toList();
        var socket = new ClientSocket(Duration.ofSeconds(10)) {
            @Override
            public InputStream getInputStream() {
                return new SequenceInputStream(Collections.enumeration(streams));
            }

            @Override
            public void setSoTimeout(int timeout) throws SocketException {
                // there is nothing to wait for
            }
        };
        return new LineInput(
                new Inbound(socket),
                new LineOutput(OutputStream.nullOutputStream()),
                Duration.ofSeconds(10).toNanos());
    }
}
