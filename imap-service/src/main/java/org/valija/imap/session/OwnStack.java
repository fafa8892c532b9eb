package org.valija.imap.session;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Makes each call of an interface on a virtual thread of its own, and waits for it. What a parked virtual thread keeps of its
 * stack never gets smaller again than it once was, and a call by HTTP is deep: it would leave ten kilobytes with each
 * session that then idles for half an hour. Counts and times them, {@code imap.calls} by name.
 *
 * @param api called in the end
 */
record OwnStack(Object api, MeterRegistry registry) implements InvocationHandler {

    /** The same interface, each call with a stack of its own. */
    static <T> T of(Class<T> contract, T api, MeterRegistry registry) {
        return contract.cast(Proxy.newProxyInstance(
                contract.getClassLoader(), new Class<?>[] {contract}, new OwnStack(api, registry)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        var call = new FutureTask<@Nullable Object>(() -> method.invoke(api, arguments));
        // The trace of the session goes with it
        var context = MDC.getCopyOfContextMap();
        var thread = Thread.ofVirtual().name("call").start(() -> {
            if (context != null) {
                MDC.setContextMap(context);
            }
            call.run();
        });
        long begin = System.nanoTime();
        try {
            return await(call, thread);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof InvocationTargetException refused ? refused.getTargetException() : e;
        } finally {
            Timer.builder("imap.calls")
                    .description("Calls of mailbox-service that sessions waited for")
                    .tag("call", method.getName())
                    .register(registry)
                    .record(Duration.ofNanos(System.nanoTime() - begin));
        }
    }

    /** To its end, even if this thread is interrupted: what it reads from the client must not be read by two. */
    private static @Nullable Object await(FutureTask<@Nullable Object> call, Thread thread) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return call.get();
                } catch (InterruptedException _) {
                    interrupted = true;
                    thread.interrupt();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
