package org.valija.mailbox.api;

/**
 * The problem types of the contract: type URI, title and HTTP status, RFC 9457. Once published, a URI stays. What a type
 * means to a caller stands in docs/problems.md, which is made from here.
 */
public enum ProblemType {
    NOT_FOUND(
            "not-found",
            "Not found",
            404,
            "What the path or the body names does not exist: a domain, account, mailbox, message or lease, or the whole"
                    + " path."),
    GONE(
            "gone",
            "Gone",
            410,
            "It was here and is not kept any more: the events after `Last-Event-ID`. Follow the feed without it, and look"
                    + " at the state of things anew."),
    ALREADY_EXISTS(
            "already-exists",
            "Already exists",
            409,
            "The name or the address is taken. An address is taken by an account or an alias, also by an account that"
                    + " was deleted and can still be undeleted."),
    IN_USE(
            "in-use",
            "In use",
            409,
            "It exists but somebody else holds it, or something still depends on it. Try again when that has ended."),
    OVER_QUOTA("over-quota", "Over quota", 507, "The account has no room for that. Nothing was stored."),
    LOOP(
            "loop",
            "Mail loop",
            508,
            "The message has been delivered to this recipient before, as its Delivered-To fields tell. Nothing was stored."),
    TOO_LARGE(
            "too-large",
            "Too large",
            413,
            "The message, or the body of the request, is larger than is ever accepted. Nothing was stored."),
    NOT_PERMITTED(
            "not-permitted",
            "Not permitted",
            403,
            "The caller is known and may not do this: another user's mailbox, a scope that the key lacks, a disabled"
                    + " account."),
    NOT_AUTHENTICATED(
            "not-authenticated",
            "Not authenticated",
            401,
            "Wrong address or password, or a token or key that is missing, forged or expired."),
    INVALID(
            "invalid",
            "Invalid request",
            400,
            "The request itself is wrong, and `field` names the field, parameter or header at fault where it is one."
                    + " Nothing was done, and trying again won't help. The status is 405, 406 or 415 where the method or"
                    + " the media type is what is wrong."),
    PRECONDITION_FAILED(
            "precondition-failed",
            "Changed in between",
            412,
            "If-Match names an entity tag that the resource no longer has: somebody changed it since it was read."
                    + " Nothing was done; read it again."),
    IDEMPOTENCY_KEY_REUSED(
            "idempotency-key-reused",
            "Idempotency-Key used before",
            422,
            "The caller sent this Idempotency-Key within the last 24 hours with another request: another path, query"
                    + " or body. Nothing was done; a new request needs a new key."),
    IDEMPOTENCY_KEY_IN_FLIGHT(
            "idempotency-key-in-flight",
            "Still being answered",
            409,
            "A request with this Idempotency-Key is being answered at this moment. Try again a little later with the"
                    + " same key: the answer will be that request's."),
    RATE_LIMITED(
            "rate-limited",
            "Too many requests",
            429,
            "The caller has used up what the headers RateLimit and RateLimit-Policy tell of. Retry-After tells in how"
                    + " many seconds to go on."),
    TOO_SOON(
            "too-soon",
            "Too soon",
            429,
            "It may be done only every so often, and was done a moment ago: a maildrop with a login delay. Try again later."),
    UNAVAILABLE(
            "unavailable",
            "Temporarily unavailable",
            503,
            "The service or its database is away or too busy. Try again later; with an Idempotency-Key nothing is done"
                    + " twice."),
    INTERNAL(
            "internal",
            "Internal error",
            500,
            "Something unexpected went wrong, and stands in the log of the service. Nothing of it is told here.");

    private static final String PREFIX = "urn:valija:problem:";

    private final String name;
    private final String title;
    private final int status;
    private final String meaning;

    ProblemType(String name, String title, int status, String meaning) {
        this.name = name;
        this.title = title;
        this.status = status;
        this.meaning = meaning;
    }

    /** The last part of the URI, such as {@code not-found}. */
    public String word() {
        return name;
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

    /** What the type means to a caller, and what to do. */
    public String meaning() {
        return meaning;
    }

    /** The word of the type of a problem. */
    public static String word(Problem problem) {
        return problem.type().startsWith(PREFIX) ? problem.type().substring(PREFIX.length()) : "other";
    }

    /** A problem of this type. */
    public Problem problem(String detail) {
        return new Problem(uri(), title, status, detail, null);
    }

    public static ProblemType of(MailboxException failure) {
        return switch (failure) {
            case MailboxException.NotFound _ -> NOT_FOUND;
            case MailboxException.Gone _ -> GONE;
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
            case GONE -> new MailboxException.Gone(detail);
            case ALREADY_EXISTS -> new MailboxException.AlreadyExists(detail);
            case IN_USE, PRECONDITION_FAILED, IDEMPOTENCY_KEY_IN_FLIGHT -> new MailboxException.InUse(detail);
            case OVER_QUOTA -> new MailboxException.OverQuota(detail);
            case LOOP -> new MailboxException.Loop(detail);
            case TOO_LARGE -> new MailboxException.TooLarge(detail);
            case NOT_PERMITTED -> new MailboxException.NotPermitted(detail);
            case NOT_AUTHENTICATED -> new MailboxException.NotAuthenticated(detail);
            case INVALID, IDEMPOTENCY_KEY_REUSED -> new MailboxException.Invalid(problem.field(), detail);
            case TOO_SOON -> new MailboxException.TooSoon(detail);
            case UNAVAILABLE, RATE_LIMITED, INTERNAL -> new MailboxException.Unavailable(detail);
        };
    }
}
