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
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Thousands of connections that wait, each no more than a socket here, so that what they cost is what they cost the server.
 * May be added to by several threads; the rest belongs to one. Errors are {@link UncheckedIOException}s.
 */
public final class ManyClients implements AutoCloseable {

    private final InetSocketAddress server;
    private final Selector selector;
    private final Queue<Numbered> channels = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    /** The connections are counted from 0. */
    private record Numbered(int number, SocketChannel channel) {}

    /** What a connection has sent since it was last heard of, for as long as the wanted line is not among it. */
    private static final class Heard {
        private final int number;
        private final StringBuilder text = new StringBuilder();

        Heard(int number) {
            this.number = number;
        }
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
     * @return its number, from 0
     */
    public int add(String lines, String until) {
        try {
            var channel = SocketChannel.open(server);
            int number = count.getAndIncrement();
            channels.add(new Numbered(number, channel));
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            hear(channel, "\r\n");
            channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.US_ASCII)));
            hear(channel, until);
            channel.configureBlocking(false);
            return number;
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
        return (int) Arrays.stream(awaitEach(wanted, atMost))
                .filter(heard -> heard != 0)
                .count();
    }

    /**
     * The same.
     *
     * @return when each has heard it, by {@link System#nanoTime} and in the order of their numbers; 0 for those that have not
     */
    public long[] awaitEach(String wanted, Duration atMost) {
        try {
            for (var client : channels) {
                client.channel.register(selector, SelectionKey.OP_READ, new Heard(client.number));
            }
            var times = new long[channels.size()];
            int missing = times.length;
            long due = System.nanoTime() + atMost.toNanos();
            var buffer = ByteBuffer.allocate(4096);
            while (missing > 0 && System.nanoTime() - due < 0) {
                selector.select(100);
                for (var key : selector.selectedKeys()) {
                    var heard = (Heard) key.attachment();
                    read((SocketChannel) key.channel(), buffer, heard.text);
                    if (times[heard.number] == 0 && heard.text.indexOf(wanted) >= 0) {
                        times[heard.number] = System.nanoTime();
                        missing--;
                    }
                }
                selector.selectedKeys().clear();
            }
            return times;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            selector.keys().forEach(key -> key.attach(null));
        }
    }

    @Override
    public void close() {
        try {
            for (var client : channels) {
                client.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
