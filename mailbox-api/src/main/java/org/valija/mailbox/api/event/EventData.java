package org.valija.mailbox.api.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.outbound.OutboundOrder;

/** What happened. {@link EventType} gives each its name on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface EventData {

    /** Whose event it is; null if it is nobody's, such as a failed login with an unknown address. */
    @Nullable
    AccountId account();

    /** An event of one mailbox, to look at again with {@code state since}. */
    sealed interface OfMailbox extends EventData {
        MailboxId mailbox();
    }

    /** Messages of a mailbox came, changed or went. */
    sealed interface OfMessages extends OfMailbox {

        /** Of the change: who has seen the mailbox at this modification sequence or a later one knows it already. */
        long modseq();
    }

    /**
     * A message came in.
     *
     * @param recipient the address it was for
     * @param reversePath empty for the null one
     * @param size octets
     * @param traceId under which the logs of all services name this delivery
     * @param verdict of the service that received it; null if nobody judged it
     */
    record MessageDelivered(
            AccountId account,
            MailboxId mailbox,
            long uid,
            long modseq,
            String recipient,
            String reversePath,
            long size,
            String traceId,
            @Nullable Verdict verdict)
            implements OfMessages {}

    /** Messages were appended, copied or moved to the mailbox. */
    record MessagesAdded(AccountId account, MailboxId mailbox, UidSet uids, long modseq) implements OfMessages {}

    /** Flags of messages changed. */
    record FlagsChanged(AccountId account, MailboxId mailbox, UidSet uids, long modseq) implements OfMessages {}

    /** Messages are gone from the mailbox: expunged, or moved elsewhere. */
    record MessagesExpunged(AccountId account, MailboxId mailbox, UidSet uids, long modseq) implements OfMessages {}

    /**
     * A mailbox was made, renamed or deleted.
     *
     * @param name after the change
     */
    record MailboxChanged(AccountId account, MailboxId mailbox, Change change, String name) implements OfMailbox {}

    /**
     * An account was made, changed or deleted.
     *
     * @param address after the change
     */
    record AccountChanged(AccountId account, Change change, String address) implements EventData {}

    /**
     * An account became full, or nearly so.
     *
     * @param percent of its quota that it uses now at least: 80, 95 or 100
     * @param quotaBytes octets; 0 for no limit
     * @param quotaMessages 0 for no limit
     */
    record QuotaCrossed(
            AccountId account,
            String address,
            int percent,
            long quotaBytes,
            long usedBytes,
            long quotaMessages,
            long usedMessages)
            implements EventData {}

    /** A message was refused for lack of room. */
    record QuotaExceeded(AccountId account, String address, long quotaBytes, long usedBytes) implements EventData {}

    /**
     * Somebody gave a wrong password, or an address that is nobody's.
     *
     * @param address as it was given
     * @param clientAddress IP address it came from; null if unknown
     */
    record LoginFailed(
            @Nullable AccountId account,
            String address,
            String protocol,
            @Nullable String clientAddress) implements EventData {}

    /** What became of a message for somewhere else, recipient by recipient. */
    sealed interface OfTransport extends EventData {

        /** Where notices go; empty for the null reverse-path. */
        String reversePath();

        String recipient();

        /** Under which the logs of all services name this message. */
        String traceId();
    }

    /**
     * Another server has taken a message over.
     *
     * @param account who sent it; null for nobody of ours
     * @param reversePath empty for the null one
     * @param server which took it
     * @param reply what it said
     */
    record MessageRelayed(
            @Nullable AccountId account,
            String reversePath,
            String recipient,
            String server,
            String reply,
            String traceId)
            implements OfTransport {}

    /**
     * A message could not be handed over yet, and will be tried again.
     *
     * @param account who sent it; null for nobody of ours
     * @param reversePath empty for the null one
     * @param attempts so many so far
     * @param nextAttempt not before
     * @param reason what the other server said, or why it could not be asked
     */
    record MessageDeferred(
            @Nullable AccountId account,
            String reversePath,
            String recipient,
            int attempts,
            Instant nextAttempt,
            String reason,
            String traceId)
            implements OfTransport {}

    /**
     * A message will not be handed over: its sender is told.
     *
     * @param account who sent it; null for nobody of ours
     * @param reversePath empty for the null one, to which nobody is told
     * @param reason what the other server said, or why it was given up
     */
    record MessageBounced(
            @Nullable AccountId account, String reversePath, String recipient, String reason, String traceId)
            implements OfTransport {}

    /**
     * An administrator gave an order for a message that waits.
     *
     * @param account who sent it; null for nobody of ours
     * @param reversePath empty for the null one
     * @param action what is to be done with it
     * @param reason that its sender is told, where it is given up; null for anything else
     * @param route that it goes by from now on; null for where it goes by itself
     */
    record MessageOrdered(
            @Nullable AccountId account,
            String reversePath,
            String recipient,
            OutboundOrder.Action action,
            @Nullable String reason,
            @Nullable Long route,
            String traceId)
            implements OfTransport {}

    /**
     * A protocol service refused a message, or a step towards one.
     *
     * @param account who is logged in; null if nobody is
     * @param stage how far the sender had come
     * @param protocol how it was to come: {@code ESMTP}, {@code ESMTPSA} and so on (RFC 3848)
     * @param clientAddress IP address it came from; null if unknown
     * @param helo the name that the client gave; null if none
     * @param reversePath empty for the null one; null if it had not been told
     * @param recipient that was refused; null if all were, or none had been told
     * @param reply what the client was told
     * @param reason in one stable word for programs, such as {@code unknown-recipient}
     * @param traceId under which the logs of all services name what led to it
     */
    record MessageRejected(
            @Nullable AccountId account,
            RejectionStage stage,
            String protocol,
            @Nullable String clientAddress,
            @Nullable String helo,
            @Nullable String reversePath,
            @Nullable String recipient,
            String reply,
            String reason,
            String traceId)
            implements EventData {}

    /** How far the sender of a message had come when it was refused. */
    enum RejectionStage {
        CONNECTION,
        GREETING,
        LOGIN,
        SENDER,
        RECIPIENT,
        CONTENT;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What became of a mailbox or an account. */
    enum Change {
        CREATED,
        RENAMED,
        DISABLED,
        ENABLED,
        PASSWORD_CHANGED,
        APP_PASSWORD_MADE,
        APP_PASSWORD_REVOKED,
        QUOTA_CHANGED,
        WIRE_LOG_CHANGED,
        DELETED,
        /** It is as it was before it was deleted. */
        UNDELETED,
        /** It was deleted long enough ago: its mail is gone, and its address is free. */
        PURGED;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
