package org.valija.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * A mail server for tests of those who send mail: takes everything for anybody, keeps what it took, and misbehaves where
 * it is told to, which is decided anew for each command. Safe for any thread.
 */
public final class FakeMx implements AutoCloseable {

    private final ServerSocket listener;
    private final Thread accepting;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger peak = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<TakenMail> taken = new CopyOnWriteArrayList<>();
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private volatile List<String> extensions = List.of("PIPELINING", "8BITMIME", "ENHANCEDSTATUSCODES");
    private volatile @Nullable SSLContext tls;

    /**
     * What is done at a step.
     *
     * @param says part of the command that it holds for; empty for all
     * @param left how many times more
     */
    private record Rule(FakeStep step, String says, FakeAnswer answer, AtomicInteger left) {}

    /** One at 127.0.0.1, on a free port. */
    public FakeMx() {
        this("127.0.0.1", 0);
    }

    /**
     * @param address of the loopback network
     * @param port 0 for a free one
     */
    public FakeMx(String address, int port) {
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getByName(address), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.ofVirtual().name("fake-mx").start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** What EHLO announces besides STARTTLS: these, in place of PIPELINING, 8BITMIME and ENHANCEDSTATUSCODES. */
    public FakeMx offering(String... keywords) {
        extensions = List.of(keywords);
        return this;
    }

    /** Announces STARTTLS, and shows this certificate. */
    public FakeMx withTls(ServerCertificate certificate) {
        tls = certificate.server();
        return this;
    }

    /** Does this at a step, until {@link #behave} is called. What was said last wins. */
    public FakeMx at(FakeStep step, FakeAnswer answer) {
        return at(step, "", answer, Integer.MAX_VALUE);
    }

    /** Does this once. */
    public FakeMx once(FakeStep step, FakeAnswer answer) {
        return at(step, "", answer, 1);
    }

    /** Answers so once to a recipient, or whatever else has this in its command. */
    public FakeMx once(FakeStep step, String says, FakeAnswer answer) {
        return at(step, says, answer, 1);
    }

    /** Answers so to a recipient, or whatever else has this in its command. */
    public FakeMx at(FakeStep step, String says, FakeAnswer answer) {
        return at(step, says, answer, Integer.MAX_VALUE);
    }

    private FakeMx at(FakeStep step, String says, FakeAnswer answer, int times) {
        rules.addFirst(new Rule(step, says, answer, new AtomicInteger(times)));
        return this;
    }

    /** From now on takes everything again. */
    public FakeMx behave() {
        rules.clear();
        return this;
    }

    /** Every message that was here whole. */
    public List<TakenMail> taken() {
        return List.copyOf(taken);
    }

    /** The only one. */
    public TakenMail only() {
        if (taken.size() != 1) {
            throw new AssertionError(taken.size() + " messages were taken; heard: " + heard);
        }
        return taken.getFirst();
    }

    /** Every command so far, of all connections. */
    public List<String> heard() {
        return List.copyOf(heard);
    }

    /** How many connections there were. */
    public int connections() {
        return connections.get();
    }

    /** How many there are now. */
    public int openConnections() {
        return open.size();
    }

    /** How many there were at the same time, at most. */
    public int mostConnections() {
        return peak.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                open.add(client);
                int number = connections.incrementAndGet();
                peak.accumulateAndGet(open.size(), Math::max);
                Thread.ofVirtual().name("fake-mx-" + number).start(() -> serve(client, number));
            } catch (IOException _) {
                // Closed
            }
        }
    }

    private void serve(Socket client, int number) {
        try (client) {
            new FakeMxSession(this, client, number).serve();
        } catch (IOException _) {
            // The client is gone; its own test tells what went wrong
        } finally {
            open.remove(client);
        }
    }

    /** What was ordered for a step, if anything. */
    Optional<FakeAnswer> ordered(FakeStep step, String command) {
        for (var rule : rules) {
            if (rule.step == step
                    && command.contains(rule.says)
                    && rule.left.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                return Optional.of(rule.answer);
            }
        }
        return Optional.empty();
    }

    List<String> extensions() {
        return extensions;
    }

    Optional<SSLContext> tls() {
        return Optional.ofNullable(tls);
    }

    void hears(String command) {
        heard.add(command);
    }

    void takes(TakenMail mail) {
        taken.add(mail);
    }

    /** Does nothing until the server is closed. */
    void hang() {
        try {
            closed.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends all connections that are open, without a word. */
    public void drop() {
        for (var client : open) {
            try {
                client.close();
            } catch (IOException _) {
                // It is gone then
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            listener.close();
            // It may just be taking one more
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        drop();
    }
}
