package org.valija.mailbox.web;

import java.io.Serial;
import org.valija.mailbox.api.Problem;

/** A refusal that has to do with HTTP alone, which callers of the contract don't tell apart. */
public final class Refusal extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}
