package org.valija.mailbox.api;

/** The problem types of the contract: type URI, title and HTTP status, RFC 9457. Once published, a URI stays. */
public enum ProblemType {
    NOT_FOUND("not-found", "Not found", 404),
    ALREADY_EXISTS("already-exists", "Already exists", 409),
    IN_USE("in-use", "In use", 409),
    OVER_QUOTA("over-quota", "Over quota", 507),
    LOOP("loop", "Mail loop", 508),
    TOO_LARGE("too-large", "Too large", 413),
    NOT_PERMITTED("not-permitted", "Not permitted", 403),
    NOT_AUTHENTICATED("not-authenticated", "Not authenticated", 401),
    INVALID("invalid", "Invalid request", 400),
    TOO_SOON("too-soon", "Too soon", 429),
    UNAVAILABLE("unavailable", "Temporarily unavailable", 503);

    private static final String PREFIX = "urn:valija:problem:";

    private final String name;
    private final String title;
    private final int status;

    ProblemType(String name, String title, int status) {
        this.name = name;
        this.title = title;
        this.status = status;
    }

    public String uri() {
        return PREFIX + name;
    }

    /** What the type means, the same for all of its occurrences. */
    public String title() {
        return title;
    }

    public int status() {
        return status;
    }

    public static ProblemType of(MailboxException failure) {
        return switch (failure) {
            case MailboxException.NotFound _ -> NOT_FOUND;
            case MailboxException.AlreadyExists _ -> ALREADY_EXISTS;
            case MailboxException.InUse _ -> IN_USE;
            case MailboxException.OverQuota _ -> OVER_QUOTA;
            case MailboxException.Loop _ -> LOOP;
            case MailboxException.TooLarge _ -> TOO_LARGE;
            case MailboxException.NotPermitted _ -> NOT_PERMITTED;
            case MailboxException.NotAuthenticated _ -> NOT_AUTHENTICATED;
            case MailboxException.Invalid _ -> INVALID;
            case MailboxException.TooSoon _ -> TOO_SOON;
            case MailboxException.Unavailable _ -> UNAVAILABLE;
        };
    }

    /** What is sent for a refusal. */
    public static Problem toProblem(MailboxException failure) {
        var type = of(failure);
        var field = failure instanceof MailboxException.Invalid invalid ? invalid.field() : null;
        return new Problem(type.uri(), type.title, type.status, failure.detail(), field);
    }

    /** What was refused, from what was sent; a problem of unknown type is {@link MailboxException.Unavailable}. */
    public static MailboxException toException(Problem problem) {
        for (var type : values()) {
            if (type.uri().equals(problem.type())) {
                return type.exception(problem);
            }
        }
        return new MailboxException.Unavailable(problem.detail());
    }

    private MailboxException exception(Problem problem) {
        var detail = problem.detail();
        return switch (this) {
            case NOT_FOUND -> new MailboxException.NotFound(detail);
            case ALREADY_EXISTS -> new MailboxException.AlreadyExists(detail);
            case IN_USE -> new MailboxException.InUse(detail);
            case OVER_QUOTA -> new MailboxException.OverQuota(detail);
            case LOOP -> new MailboxException.Loop(detail);
            case TOO_LARGE -> new MailboxException.TooLarge(detail);
            case NOT_PERMITTED -> new MailboxException.NotPermitted(detail);
            case NOT_AUTHENTICATED -> new MailboxException.NotAuthenticated(detail);
            case INVALID -> new MailboxException.Invalid(problem.field(), detail);
            case TOO_SOON -> new MailboxException.TooSoon(detail);
            case UNAVAILABLE -> new MailboxException.Unavailable(detail);
        };
    }
}
