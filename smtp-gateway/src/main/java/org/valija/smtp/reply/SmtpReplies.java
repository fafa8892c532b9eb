package org.valija.smtp.reply;

import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.valija.line.sasl.SaslException;
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
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.RecipientReport;
import org.valija.smtp.data.RefusedContentException;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.settings.Role;
import org.valija.smtp.state.Recipient;

/** What goes wrong, in the words of SMTP: the one place where errors become replies. */
public final class SmtpReplies {

    private static final Reply TRY_AGAIN = Reply.of(451, "4.3.0", "Try again later");
    /** mailbox-service does not know us, or we asked nonsense: for the administrator to mend, and no reason to lose mail. */
    private static final Reply OUR_FAULT = Reply.of(451, "4.3.5", "Server misconfigured; try again later");

    private static final Reply MAIL_LOOP = Reply.of(554, "5.4.6", "Delivered to this recipient before: mail loop");

    private SmtpReplies() {}

    /** The answer to RCPT when the mailbox service refuses, and to DATA for a recipient whom it refuses by then. */
    public static Reply toRcpt(MailboxException failure) {
        return switch (failure) {
            case NotFound _ -> Reply.of(550, "5.1.1", "No such mailbox here");
            case OverQuota _ -> Reply.of(452, "4.2.2", "Mailbox full");
            case NotPermitted _ -> Reply.of(550, "5.7.1", "Delivery not permitted");
            case TooLarge _ -> Reply.of(552, "5.3.4", "Message too large");
            case Loop _ -> MAIL_LOOP;
            case Invalid _ -> Reply.of(553, "5.1.3", "Not an address of a mailbox");
            case Unavailable _, InUse _, TooSoon _ -> TRY_AGAIN;
            case NotAuthenticated _, AlreadyExists _, Gone _ -> OUR_FAULT;
        };
    }

    /** The answer to DATA when the mailbox service refuses the message as a whole. */
    public static Reply toData(MailboxException failure) {
        return switch (failure) {
            case Loop _ -> MAIL_LOOP;
            case TooLarge _ -> Reply.of(552, "5.3.4", "Message too large");
            case OverQuota _ -> Reply.of(452, "4.2.2", "Mailbox full");
            case Unavailable _, InUse _, TooSoon _ -> TRY_AGAIN;
            case NotFound _, NotPermitted _, Invalid _, NotAuthenticated _, AlreadyExists _, Gone _ -> OUR_FAULT;
        };
    }

    /**
     * The answer to DATA for several recipients. SMTP has one for all of them, so each was asked at RCPT, and all of them
     * get the message or none; this is for what changed since then. 4yz makes the client send it again, and then RCPT tells
     * it who is refused and why, so that nobody has it twice or goes without. Only a loop is never seen at RCPT: it is
     * refused for good.
     *
     * @param id that the client is told, to ask for
     */
    public static Reply toData(DeliveryReport report, String id) {
        var refusals = report.recipients().stream()
                .map(RecipientReport::refusal)
                .filter(Objects::nonNull)
                .map(refusal -> toRcpt(ProblemType.toException(refusal)))
                .toList();
        if (refusals.isEmpty()) {
            return stored(id);
        }
        if (refusals.contains(MAIL_LOOP)) {
            return MAIL_LOOP;
        }
        if (refusals.size() < report.recipients().size()) {
            return Reply.of(451, "4.3.0", "Not stored for all recipients; send again, and RCPT will tell for whom");
        }
        return refusals.stream().filter(Reply::isTransient).findFirst().orElse(refusals.getFirst());
    }

    /**
     * The answers of LMTP, one for each RCPT that was accepted, in their order: RFC 2033, 4.2.
     *
     * @param recipients as they were accepted; the report has each address once
     */
    public static List<Reply> toEachRecipient(DeliveryReport report, List<Recipient> recipients, String id) {
        var replies = new HashMap<String, Reply>();
        for (var each : report.recipients()) {
            replies.put(
                    each.recipient(),
                    each.refusal() == null ? stored(id) : toRcpt(ProblemType.toException(each.refusal())));
        }
        return recipients.stream()
                .map(recipient -> replies.getOrDefault(recipient.address(), TRY_AGAIN))
                .toList();
    }

    private static Reply stored(String id) {
        return Reply.of(250, "2.0.0", "Stored as " + id);
    }

    /** The answer to DATA for a message that nobody may have. */
    public static Reply of(RefusedContentException failure) {
        return switch (failure.fault()) {
            case TOO_LARGE -> Reply.of(552, "5.3.4", "Message too large");
            case NOT_YOUR_ADDRESS ->
                Reply.of(553, "5.7.1", "That From or Sender address is not yours"); // RFC 6409, 6.1
            case TOO_MANY_FIELDS -> Reply.of(554, "5.6.0", "Too many header fields");
            case HEADER_TOO_LARGE -> Reply.of(552, "5.3.4", "Message header too large");
            case LINE_TOO_LONG -> Reply.of(554, "5.6.0", "Line too long in message");
            case BARE_LINE_END -> Reply.of(554, "5.6.0", "Bare CR or LF in message");
            case JUDGED -> Reply.of(550, "5.7.1", "Not wanted: " + failure.reason());
            case NOT_JUDGED -> Reply.of(451, "4.7.1", "Try again later: " + failure.reason());
            case LOOP -> Reply.of(554, "5.4.6", "Too many Received fields: mail loop");
        };
    }

    /** The answer to AUTH: RFC 4954, 6. */
    public static Reply toAuth(MailboxException failure) {
        return switch (failure) {
            case NotAuthenticated _, NotFound _, Invalid _ -> Reply.of(535, "5.7.8", "User name or password is wrong");
            case NotPermitted _ -> Reply.of(535, "5.7.13", "Account disabled");
            case Unavailable _, InUse _, TooSoon _, OverQuota _, TooLarge _, Loop _, AlreadyExists _, Gone _ ->
                Reply.of(454, "4.7.0", "Try again later");
        };
    }

    /** The answer to AUTH when the exchange came to nothing: RFC 4954, 4. */
    public static Reply toAuth(SaslException failure) {
        return switch (failure) {
            case SaslException.Cancelled _ -> Reply.of(501, "5.7.0", "Cancelled");
            case SaslException.Malformed _ -> Reply.of(501, "5.5.2", "That response can't be decoded");
            case SaslException.Refused _ -> Reply.of(535, "5.7.8", "Not as that user, or not over this channel");
        };
    }

    /** The answer to RCPT for somebody who has no mailbox here. */
    public static Reply notLocal(Role role) {
        return switch (role) {
            case MX, LMTP -> Reply.of(550, "5.7.1", "Relaying denied");
            case SUBMISSION -> Reply.of(550, "5.7.1", "Mail for addresses of hosts is not taken here");
        };
    }

    /** The answer to a command that does not follow the grammar. */
    public static Reply of(SyntaxException failure) {
        var expected = "Expected " + failure.expected();
        return switch (failure.fault()) {
            case COMMAND -> Reply.of(500, "5.5.2", "Not a command; HELP lists them");
            case LINE_TOO_LONG -> Reply.of(500, "5.5.2", "Line too long");
            case BARE_LINE_END -> Reply.of(500, "5.5.2", "Bare CR or LF in a line");
            case ARGUMENTS -> Reply.of(501, "5.5.4", expected);
            case REVERSE_PATH -> Reply.of(501, "5.1.7", expected);
            case FORWARD_PATH -> Reply.of(501, "5.1.3", expected);
            case NOT_ASCII -> Reply.of(553, "5.6.7", expected); // RFC 6531, 3.5
            case CHUNK_SIZE -> Reply.of(501, "5.5.4", expected + "; closing");
            case PARAMETER -> Reply.of(555, "5.5.4", expected);
        };
    }
}
