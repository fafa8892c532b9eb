package org.valija.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/** The next server: takes every message, and remembers when each came. */
final class OutboundSink implements AutoCloseable {

    private final ServerSocket listener;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLongArray moments;

    /** @param most messages that are counted */
    OutboundSink(int port, int most) {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        moments = new AtomicLongArray(most);
        thread(this::accept);
    }

    private static void thread(Runnable work) {
        Thread.ofPlatform().daemon().start(work);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                client.setTcpNoDelay(true);
                connections.incrementAndGet();
                thread(() -> serve(client));
            } catch (IOException _) {
                // Closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            var in = new BufferedInputStream(client.getInputStream(), 64 * 1024);
            var out = client.getOutputStream();
            answer(in, out, "220 sink.example.org ESMTP");
            for (var line = line(in); !line.isEmpty(); line = line(in)) {
                var word = line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT);
                switch (word) {
                    case "EHLO" -> answer(in, out, "250-sink.example.org\r\n250-PIPELINING\r\n250 8BITMIME");
                    case "DATA" -> {
                        answer(in, out, "354 go on");
                        skipMessage(in);
                        int number = taken.getAndIncrement();
                        if (number < moments.length()) {
                            moments.set(number, System.nanoTime());
                        }
                        answer(in, out, "250 2.0.0 taken");
                    }
                    case "QUIT" -> {
                        answer(in, out, "221 2.0.0 bye");
                        return;
                    }
                    default -> answer(in, out, "250 2.0.0 OK");
                }
            }
        } catch (IOException _) {
            // The client is gone
        }
    }

    private final ThreadLocal<StringBuilder> pending = ThreadLocal.withInitial(StringBuilder::new);

    /** Answers of a pipelined group go out together. */
    private void answer(InputStream in, OutputStream out, String text) throws IOException {
        var answers = pending.get().append(text).append("\r\n");
        if (in.available() == 0) {
            out.write(answers.toString().getBytes(StandardCharsets.US_ASCII));
            answers.setLength(0);
        }
    }

    /** Without its end; empty at the end of the connection. */
    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static void skipMessage(InputStream in) throws IOException {
        // The five octets that end a message: RFC 5321, 4.1.1.4
        int matched = 2;
        while (matched < 5) {
            int octet = in.read();
            if (octet < 0) {
                throw new IOException("the client is gone");
            }
            matched = octet == "\r\n.\r\n".charAt(matched) ? matched + 1 : octet == '\r' ? 1 : 0;
        }
    }

    int taken() {
        return taken.get();
    }

    int connections() {
        return connections.get();
    }

    /** Seconds between the arrivals of two messages, counted from 0. */
    double secondsBetween(int first, int last) {
        return (moments.get(last) - moments.get(first)) / 1e9;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
