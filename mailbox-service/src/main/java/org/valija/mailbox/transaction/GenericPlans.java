package org.valija.mailbox.transaction;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Plans that PostgreSQL makes once for each connection, whatever the parameters. Left to itself, it makes one for each
 * execution where it reckons that this is cheaper, which it does as soon as an array has fewer elements than it expects of an
 * unknown one, ten; and it takes longer to plan such a statement than to run it. Only for statements that find all their rows
 * by key: with the parameters unknown, no index on some of the rows is used.
 */
public final class GenericPlans {

    private static final String USE = "set local plan_cache_mode = force_generic_plan";

    private GenericPlans() {}

    /** Keeps to them for the rest of the transaction. */
    public static void use(JdbcClient jdbc) {
        jdbc.sql(USE).update();
    }

    /** Keeps to them for what is added from here on, and for the rest of the transaction. */
    public static void use(RoundTrip statements) {
        statements.update(USE);
    }
}
