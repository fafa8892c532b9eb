package org.valija.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Thousands of connections that wait, each no more than a socket here, so that what they cost is what they cost the server.
 * May be added to by several threads; the rest belongs to one. Errors are {@link UncheckedIOException}s.
 */
public final class ManyClients implements AutoCloseable {

    private final InetSocketAddress server;
    private final Selector selector;
    private final Queue<SocketChannel> channels = new ConcurrentLinkedQueue<>();

    /** What a connection has sent since it was last heard of, for as long as the wanted line is not among it. */
    private static final class Heard {
        private final StringBuilder text = new StringBuilder();
        private boolean wanted;
    }

    /** @param port on this machine */
    public ManyClients(int port) {
        server = new InetSocketAddress("127.0.0.1", port);
        try {
            selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One more connection.
     *
     * @param lines what it says at once after the greeting, in US-ASCII, each line with its CRLF
     * @param until what the server says when it has answered all of that
     */
    public void add(String lines, String until) {
        try {
            var channel = SocketChannel.open(server);
            channels.add(channel);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            hear(channel, "\r\n");
            channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII)));
            hear(channel, until);
            channel.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void hear(SocketChannel channel, String until) throws IOException {
        var buffer = ByteBuffer.allocate(2048);
        var heard = new StringBuilder();
        while (heard.indexOf(until) < 0) {
            read(channel, buffer, heard);
        }
    }

    private static void read(SocketChannel channel, ByteBuffer buffer, StringBuilder heard) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server closed the connection after " + heard);
        }
        heard.append(StandardCharsets.ISO_8859_1.decode(buffer.flip()));
    }

    /** How many there are. */
    public int size() {
        return channels.size();
    }

    /**
     * Waits until all of them have been sent something.
     *
     * @param wanted looked for in all that each is sent from now on
     * @return how many have heard it by then; all, unless the time was too short
     */
    public int await(String wanted, Duration atMost) {
        try {
            for (var channel : channels) {
                channel.register(selector, SelectionKey.OP_READ, new Heard());
            }
            int count = 0;
            long due = System.nanoTime() + atMost.toNanos();
            var buffer = ByteBuffer.allocate(4096);
            while (count < channels.size() && System.nanoTime() - due < 0) {
                selector.select(100);
                for (var key : selector.selectedKeys()) {
                    var heard = (Heard) key.attachment();
                    read((SocketChannel) key.channel(), buffer, heard.text);
                    if (!heard.wanted && heard.text.indexOf(wanted) >= 0) {
                        heard.wanted = true;
                        count++;
                    }
                }
                selector.selectedKeys().clear();
            }
            return count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            selector.keys().forEach(key -> key.attach(null));
        }
    }

    @Override
    public void close() {
        try {
            for (var channel : channels) {
                channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
