package org.valija.suite.service;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.context.ConfigurableApplicationContext;

/** The services that run. The mailbox service starts first and stops last; the protocols do so side by side. */
public final class Services implements AutoCloseable {

    private final Map<Service, ConfigurableApplicationContext> running = new EnumMap<>(Service.class);

    private Services() {}

    /**
     * Starts all services, or none.
     *
     * @param settings what a service is told
     * @param started is called for each service that answers, with the time its start took; not at once with itself
     * @throws ServiceException if one does not start
     */
    public static Services start(
            Function<Service, Map<String, String>> settings, BiConsumer<Service, Duration> started) {
        var services = new Services();
        try {
            services.run(List.of(Service.MAILBOX), settings, started);
            services.run(List.of(Service.SMTP, Service.POP3, Service.IMAP), settings, started);
            return services;
        } catch (ServiceException e) {
            services.close();
            throw e;
        }
    }

    private void run(
            List<Service> group,
            Function<Service, Map<String, String>> settings,
            BiConsumer<Service, Duration> started) {
        var failures = new ConcurrentLinkedQueue<ServiceException>();
        sideBySide(group, service -> {
            long begin = System.nanoTime();
            try {
                var context = service.run(settings.apply(service));
                synchronized (running) {
                    running.put(service, context);
                    started.accept(service, Duration.ofNanos(System.nanoTime() - begin));
                }
            } catch (RuntimeException e) {
                failures.add(new ServiceException(service, e));
            }
        });
        var first = failures.poll();
        if (first != null) {
            throw first;
        }
    }

    /** Protocols first: their sessions end in order as long as the mailbox service answers. */
    @Override
    public void close() {
        sideBySide(List.of(Service.SMTP, Service.POP3, Service.IMAP), this::close);
        close(Service.MAILBOX);
    }

    private void close(Service service) {
        ConfigurableApplicationContext context;
        synchronized (running) {
            context = running.remove(service);
        }
        if (context != null) {
            context.close();
        }
    }

    private static void sideBySide(List<Service> group, Consumer<Service> action) {
        var threads = group.stream()
                .map(service -> Thread.ofPlatform().name(service.module()).start(() -> action.accept(service)))
                .toList();
        for (var thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }
}
