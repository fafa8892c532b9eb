package org.valija.imap.respond;

import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;

/**
 * What a program should know of a status response, in brackets before its text.
 *
 * @param text what stands between the brackets: printable US-ASCII
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.1">RFC 9051, 7.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5530.html#section-3">RFC 5530, 3</a>
 */
public record ResponseCode(String text) {

    public static final ResponseCode ALERT = new ResponseCode("ALERT");
    public static final ResponseCode ALREADYEXISTS = new ResponseCode("ALREADYEXISTS");
    public static final ResponseCode AUTHENTICATIONFAILED = new ResponseCode("AUTHENTICATIONFAILED");
    public static final ResponseCode AUTHORIZATIONFAILED = new ResponseCode("AUTHORIZATIONFAILED");
    public static final ResponseCode BADCHARSET = new ResponseCode("BADCHARSET (US-ASCII UTF-8)");
    public static final ResponseCode CANNOT = new ResponseCode("CANNOT");
    public static final ResponseCode CLIENTBUG = new ResponseCode("CLIENTBUG");
    public static final ResponseCode CLOSED = new ResponseCode("CLOSED");
    /** RFC 4978, 3. */
    public static final ResponseCode COMPRESSIONACTIVE = new ResponseCode("COMPRESSIONACTIVE");

    public static final ResponseCode CONTACTADMIN = new ResponseCode("CONTACTADMIN");
    public static final ResponseCode EXPIRED = new ResponseCode("EXPIRED");
    public static final ResponseCode EXPUNGEISSUED = new ResponseCode("EXPUNGEISSUED");
    public static final ResponseCode INUSE = new ResponseCode("INUSE");
    /** RFC 5530, 3: too many keywords in a mailbox, say. */
    public static final ResponseCode LIMIT = new ResponseCode("LIMIT");

    public static final ResponseCode NONEXISTENT = new ResponseCode("NONEXISTENT");
    public static final ResponseCode NOPERM = new ResponseCode("NOPERM");
    public static final ResponseCode OVERQUOTA = new ResponseCode("OVERQUOTA");
    public static final ResponseCode PRIVACYREQUIRED = new ResponseCode("PRIVACYREQUIRED");
    public static final ResponseCode READ_ONLY = new ResponseCode("READ-ONLY");
    public static final ResponseCode READ_WRITE = new ResponseCode("READ-WRITE");
    public static final ResponseCode SERVERBUG = new ResponseCode("SERVERBUG");

    /** RFC 7889, 4: the message is larger than any mailbox takes. */
    public static final ResponseCode TOOBIG = new ResponseCode("TOOBIG");

    public static final ResponseCode TRYCREATE = new ResponseCode("TRYCREATE");
    /** RFC 3516, 4.3. */
    public static final ResponseCode UNKNOWN_CTE = new ResponseCode("UNKNOWN-CTE");

    public static final ResponseCode UNAVAILABLE = new ResponseCode("UNAVAILABLE");

    /** RFC 6154, 3. */
    public static final ResponseCode USEATTR = new ResponseCode("USEATTR");

    public ResponseCode {
        if (!text.chars().allMatch(c -> c >= ' ' && c < 0x7F && c != ']')) {
            throw new IllegalArgumentException("not the text of a response code");
        }
    }

    /** RFC 4315, 3. */
    public static ResponseCode appendUid(long uidValidity, UidSet uids) {
        return new ResponseCode("APPENDUID " + uidValidity + " " + uids);
    }

    /** RFC 4315, 3. */
    public static ResponseCode copyUid(long uidValidity, UidSet from, UidSet to) {
        return new ResponseCode("COPYUID " + uidValidity + " " + from + " " + to);
    }

    public static ResponseCode capability(Capabilities capabilities) {
        return new ResponseCode("CAPABILITY " + capabilities);
    }

    /** RFC 7162, 3.1.2.1. */
    public static ResponseCode highestModseq(long modseq) {
        return new ResponseCode("HIGHESTMODSEQ " + modseq);
    }

    /** @param numbers of messages that were not changed, as others had changed them: RFC 7162, 3.1.3 */
    public static ResponseCode modified(UidSet numbers) {
        return new ResponseCode("MODIFIED " + numbers);
    }

    /** {@code objectid}: RFC 8474, 4. */
    public static ResponseCode mailboxId(MailboxId id) {
        return new ResponseCode("MAILBOXID (M" + id + ")");
    }

    public static ResponseCode permanentFlags(String flagList) {
        return new ResponseCode("PERMANENTFLAGS " + flagList);
    }

    public static ResponseCode uidNext(long uid) {
        return new ResponseCode("UIDNEXT " + uid);
    }

    public static ResponseCode uidValidity(long value) {
        return new ResponseCode("UIDVALIDITY " + value);
    }

    /** @param sequenceNumber of the first message that lacks the flag seen: RFC 3501, 7.1 */
    public static ResponseCode unseen(int sequenceNumber) {
        return new ResponseCode("UNSEEN " + sequenceNumber);
    }
}
