package org.valija.imap.respond;

import java.util.Set;
import org.valija.mailbox.api.MailboxException;

/**
 * The answer NO, where the mailbox service refuses.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.1">RFC 9051, 7.1</a>
 */
public record Refusal(ResponseCode code, String text) {

    /** Fields that are right as a client wrote them, so that nothing but a limit can be met. */
    private static final Set<String> LIMITED = Set.of("keywords", "messages");

    /** The answer to most commands. */
    public static Refusal of(MailboxException failure) {
        return switch (failure) {
            case MailboxException.NotFound _ -> new Refusal(ResponseCode.NONEXISTENT, "No such mailbox");
            case MailboxException.AlreadyExists _ -> new Refusal(ResponseCode.ALREADYEXISTS, "Mailbox already exists");
            case MailboxException.InUse _ -> new Refusal(ResponseCode.INUSE, "Mailbox in use, try again");
            case MailboxException.OverQuota _ -> new Refusal(ResponseCode.OVERQUOTA, "Quota exceeded");
            case MailboxException.TooLarge _ -> new Refusal(ResponseCode.TOOBIG, "Message too large");
            case MailboxException.NotPermitted _ -> new Refusal(ResponseCode.NOPERM, "Not permitted");
            case MailboxException.NotAuthenticated _ -> new Refusal(ResponseCode.EXPIRED, "Log in again");
            case MailboxException.Invalid invalid ->
                LIMITED.contains(String.valueOf(invalid.field()))
                        ? new Refusal(ResponseCode.LIMIT, "Too many " + invalid.field() + ", or too long")
                        : new Refusal(ResponseCode.CANNOT, "Not possible here");
            case MailboxException.Loop _, MailboxException.Gone _ ->
                new Refusal(ResponseCode.CANNOT, "Not possible here");
            case MailboxException.TooSoon _ -> new Refusal(ResponseCode.UNAVAILABLE, "Too soon, try again later");
            case MailboxException.Unavailable _ ->
                new Refusal(ResponseCode.UNAVAILABLE, "Mailbox service is away, try again later");
        };
    }

    /** The answer to commands that put messages into a mailbox: the client may create it and try again. */
    public static Refusal toTarget(MailboxException failure) {
        return failure instanceof MailboxException.NotFound
                ? new Refusal(ResponseCode.TRYCREATE, "No such mailbox")
                : of(failure);
    }

    /** The answer to LOGIN and AUTHENTICATE. */
    public static Refusal toLogin(MailboxException failure) {
        return switch (failure) {
            // One answer to both, so that nobody learns which addresses there are
            case MailboxException.NotAuthenticated _, MailboxException.NotFound _ ->
                new Refusal(ResponseCode.AUTHENTICATIONFAILED, "Authentication failed");
            case MailboxException.NotPermitted _ -> new Refusal(ResponseCode.CONTACTADMIN, "Account is disabled");
            case MailboxException.Invalid _ -> new Refusal(ResponseCode.AUTHENTICATIONFAILED, "Authentication failed");
            case MailboxException.AlreadyExists _,
                    MailboxException.Gone _,
                    MailboxException.InUse _,
                    MailboxException.Loop _,
                    MailboxException.OverQuota _,
                    MailboxException.TooLarge _,
                    MailboxException.TooSoon _,
                    MailboxException.Unavailable _ -> of(failure);
        };
    }
}
