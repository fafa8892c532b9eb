package org.valija.mailbox.api;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which mailbox-service refuses. Each protocol maps them to its own words once, without {@code default}, so
 * that a new kind does not compile until every protocol has an answer to it.
 *
 * <p>On the wire it is a {@link Problem}; {@link ProblemType} holds the type URI and HTTP status of each.
 */
public abstract sealed class MailboxException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private MailboxException(String detail) {
        super(detail);
    }

    private MailboxException(String detail, @Nullable Throwable cause) {
        super(detail, cause);
    }

    /** What is wrong, in words that a person may be shown. */
    public String detail() {
        return String.valueOf(getMessage());
    }

    /** The domain, account, mailbox, message or lease that was named does not exist (404). */
    public static final class NotFound extends MailboxException {
        public NotFound(String detail) {
            super(detail);
        }
    }

    /** It was here and is not kept any more, such as an old place in the event feed (410): go on without it. */
    public static final class Gone extends MailboxException {
        public Gone(String detail) {
            super(detail);
        }
    }

    /** The name or address is taken (409). */
    public static final class AlreadyExists extends MailboxException {
        public AlreadyExists(String detail) {
            super(detail);
        }
    }

    /** It exists but is held by somebody else, or changed in between (409): try again later. */
    public static final class InUse extends MailboxException {
        public InUse(String detail) {
            super(detail);
        }
    }

    /** The account has no room left (507). */
    public static final class OverQuota extends MailboxException {
        public OverQuota(String detail) {
            super(detail);
        }
    }

    /** The message has been delivered to this recipient before, and came back (508): a mail loop, RFC 5321, 6.3. */
    public static final class Loop extends MailboxException {
        public Loop(String detail) {
            super(detail);
        }
    }

    /** The message is larger than is ever accepted (413). */
    public static final class TooLarge extends MailboxException {
        public TooLarge(String detail) {
            super(detail);
        }
    }

    /** Known who asks, and they may not: account disabled, another user's mailbox, a scope that is missing (403). */
    public static final class NotPermitted extends MailboxException {
        public NotPermitted(String detail) {
            super(detail);
        }
    }

    /** Wrong address, wrong password, or a token that is forged or has expired (401). */
    public static final class NotAuthenticated extends MailboxException {
        public NotAuthenticated(String detail) {
            super(detail);
        }
    }

    /** The request itself is wrong (400, 422): nothing was done, and trying again won't help. */
    public static final class Invalid extends MailboxException {
        private final @Nullable String field;

        public Invalid(@Nullable String field, String detail) {
            super(detail);
            this.field = field;
        }

        /** The field, parameter or header at fault, if it is one. */
        public @Nullable String field() {
            return field;
        }
    }

    /** It was done a moment ago, and may be done again only after a while (429): a maildrop with a login delay. */
    public static final class TooSoon extends MailboxException {
        public TooSoon(String detail) {
            super(detail);
        }
    }

    /** mailbox-service or its database can't be reached, or is too busy (429, 502, 503, 504): try again later. */
    public static final class Unavailable extends MailboxException {
        public Unavailable(String detail) {
            super(detail);
        }

        public Unavailable(String detail, Throwable cause) {
            super(detail, cause);
        }
    }
}
