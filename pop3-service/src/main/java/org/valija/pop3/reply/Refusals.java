package org.valija.pop3.reply;

import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxException.AlreadyExists;
import org.valija.mailbox.api.MailboxException.Gone;
import org.valija.mailbox.api.MailboxException.InUse;
import org.valija.mailbox.api.MailboxException.Invalid;
import org.valija.mailbox.api.MailboxException.Loop;
import org.valija.mailbox.api.MailboxException.NotAuthenticated;
import org.valija.mailbox.api.MailboxException.NotFound;
import org.valija.mailbox.api.MailboxException.NotPermitted;
import org.valija.mailbox.api.MailboxException.OverQuota;
import org.valija.mailbox.api.MailboxException.TooLarge;
import org.valija.mailbox.api.MailboxException.TooSoon;
import org.valija.mailbox.api.MailboxException.Unavailable;

/** What POP3 says where mailbox-service refuses. */
public final class Refusals {

    private Refusals() {}

    /** The answer to PASS and AUTH. */
    public static Reply.Status toLogin(MailboxException failure) {
        return switch (failure) {
            // What can't be an address can't be anybody's
            case NotAuthenticated _, Invalid _ -> Reply.err(ResponseCode.AUTH, "user name or password is wrong");
            case NotPermitted _ -> Reply.err(ResponseCode.SYS_PERM, "account is disabled");
            case InUse _ -> Reply.err(ResponseCode.IN_USE, "maildrop is open in another session");
            case NotFound _ -> Reply.err(ResponseCode.SYS_PERM, "account has no maildrop");
            case TooSoon _ -> Reply.err(ResponseCode.LOGIN_DELAY, "maildrop was open a moment ago, try again later");
            case Unavailable _ -> tryLater();
            case OverQuota _, TooLarge _, Loop _, AlreadyExists _, Gone _ -> throw new IllegalStateException(failure);
        };
    }

    /** The answer to a command in the TRANSACTION state. */
    public static Reply.Status toTransaction(MailboxException failure) {
        return switch (failure) {
            case NotFound _ -> Reply.err("no such message");
            // Its password changed, or mailbox-service's clock jumped: the next login tells which
            case NotAuthenticated _ -> Reply.err(ResponseCode.SYS_TEMP, "session has ended, log in again");
            case NotPermitted _ -> Reply.err(ResponseCode.SYS_PERM, "account is disabled");
            case InUse _ -> Reply.err(ResponseCode.IN_USE, "maildrop is open in another session");
            case Unavailable _ -> tryLater();
            case OverQuota _, TooLarge _, TooSoon _, Loop _, AlreadyExists _, Gone _, Invalid _ ->
                throw new IllegalStateException(failure);
        };
    }

    /** The answer to QUIT, when nothing was deleted. */
    public static Reply.Status toUpdate(MailboxException failure) {
        return failure instanceof NotFound
                ? Reply.err(ResponseCode.SYS_TEMP, "maildrop lock was lost, no message deleted")
                : toTransaction(failure);
    }

    private static Reply.Status tryLater() {
        return Reply.err(ResponseCode.SYS_TEMP, "mail storage is away, try again later");
    }
}
