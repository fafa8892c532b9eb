package org.valija.mailbox.append;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.MDC;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.client.TraceParent;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.transaction.Groups;

/**
 * Messages that have been received whole and wait to be committed, all or none.
 *
 * @param mailbox its name, as it is stored
 * @param trace that the request works for
 * @param outcome completed after the commit, or when it failed; empty if they are to be written alone
 */
record Append(
        AccountId account,
        String mailbox,
        List<Received> received,
        String trace,
        CompletableFuture<Optional<Appended>> outcome)
        implements Groups.Work<Optional<Appended>> {

    Append(AccountId account, String mailbox, List<Received> received) {
        this(
                account,
                mailbox,
                received,
                Optional.ofNullable(MDC.get(TraceParent.TRACE_ID)).orElse(""),
                new CompletableFuture<>());
    }

    @Override
    public long inMemory() {
        return received.stream()
                .mapToLong(message -> message.content().inMemory())
                .sum();
    }
}
