package org.valija.mailbox.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.transaction.BeforeCommit;

/** Commits the answer of a request together with what the request changes. */
@Component
final class KeepAnswer implements BeforeCommit {

    @Override
    public void committing(@Nullable Object result) {
        PendingAnswer.current().keep(result);
    }
}
