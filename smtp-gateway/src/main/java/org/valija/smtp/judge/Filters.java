package org.valija.smtp.judge;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.valija.smtp.judge.ContentFilter.Candidate;
import org.valija.smtp.judge.ContentFilter.Field;
import org.valija.smtp.judge.ContentFilter.Opinion;
import org.valija.smtp.judge.Verdict.Action;

/** Asks the content filters, one after the other. One that fails or does not answer puts the message off. */
final class Filters {

    private static final Logger LOG = LoggerFactory.getLogger(Filters.class);

    private final List<ContentFilter> filters;
    private final Duration timeout;

    /** @param timeout for each filter */
    Filters(List<ContentFilter> filters, Duration timeout) {
        this.filters = List.copyOf(filters);
        this.timeout = timeout;
    }

    boolean isEmpty() {
        return filters.isEmpty();
    }

    /** What all of them together make of it: the strictest verdict, the sum of the weights, all fields. */
    Opinion judge(Candidate message) {
        var verdict = Verdict.ACCEPT;
        int weight = 0;
        var fields = new ArrayList<Field>();
        for (var filter : filters) {
            var opinion = ask(filter, message);
            verdict = verdict.or(opinion.verdict());
            weight += opinion.weight();
            fields.addAll(opinion.fields());
            if (verdict.action().compareTo(Action.DEFER) >= 0) {
                break;
            }
        }
        return new Opinion(verdict, weight, fields);
    }

    private Opinion ask(ContentFilter filter, Candidate message) {
        var task = new FutureTask<>(() -> Objects.requireNonNull(filter.judge(message)));
        // In a thread of its own, which can be left behind
        var thread = Thread.ofVirtual().name("filter").start(task);
        try {
            return task.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            LOG.warn("{} did not judge {} within {}", filter, message.traceId(), timeout);
        } catch (ExecutionException e) {
            LOG.warn("{} failed to judge {}", filter, message.traceId(), e.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        return new Opinion(new Verdict(Action.DEFER, "content can't be checked now"), 0, List.of());
    }
}
