package org.valija.mailbox.audit;

/** What those who change something tell of it beyond what is seen from outside. */
public final class Audit {

    private Audit() {}

    /**
     * Tells what a resource was like before the request that this thread answers changes or deletes it. To be called when it is
     * locked. Does nothing where no request is being answered.
     *
     * @param resource as it would be answered to a GET
     */
    public static void before(Record resource) {
        AuditedRequest.current().ifPresent(request -> request.before(resource));
    }
}
