package org.valija.mailbox.api.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.Safe;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * The messages of a user's mailboxes. What takes a set of UIDs ignores those that are not there, as IMAP wants it; a
 * mailbox that is not there is {@code NotFound}.
 */
@HttpExchange("/v1/accounts/{account}")
public interface MessagesApi {

    /**
     * Messages in the order of their UIDs, for people: flags, envelope, dates, size.
     *
     * @param cursor {@link Page#next} of the page before; null for the first page
     * @param limit 1 to 1,000; 100 if null
     */
    @GetExchange("/mailboxes/{mailbox}/messages")
    Page<Message> list(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit);

    /**
     * Content as it was stored, whole or by range (RFC 9110, 14).
     *
     * @param range {@code bytes=0-1023} and so on, one range; null for all
     */
    @GetExchange("/mailboxes/{mailbox}/messages/{uid}/content")
    ResponseEntity<InputStreamResource> content(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @PathVariable Uid uid,
            @RequestHeader(name = "Range", required = false) @Nullable String range);

    /**
     * Streams what was asked for of many messages, in the order of their UIDs: for each one {@link Message}, then one
     * byte string for each of its {@link Message#sections}, of exactly the size told there. {@link Vanished} comes first
     * where that was asked for.
     *
     * @throws org.valija.mailbox.api.MailboxException.Invalid if {@code vanished} is asked for without {@code changedSince}
     */
    @Safe
    @PostExchange(value = "/mailboxes/{mailbox}/messages/fetch", accept = CborSequence.MEDIA_TYPE)
    CborSequence fetch(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody FetchRequest request);

    /**
     * Streams the flags of many messages and nothing else of them, in the order of their UIDs, as clients ask that come back
     * to a mailbox: one {@link FlagsRun} after the other.
     */
    @Safe
    @PostExchange(value = "/mailboxes/{mailbox}/messages/flag-runs", accept = CborSequence.MEDIA_TYPE)
    CborSequence flags(
            UserToken user, @PathVariable AccountId account, @PathVariable MailboxId mailbox, @RequestBody UidSet uids);

    /** The UIDs of the messages that match. */
    @Safe
    @PostExchange("/mailboxes/{mailbox}/messages/search")
    UidSet search(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody SearchCriteria criteria);

    /** What is wanted of the messages that match: their number, the first, the last, some or all (RFC 4731, RFC 9394). */
    @Safe
    @PostExchange("/mailboxes/{mailbox}/messages/esearch")
    SearchResult extendedSearch(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody SearchRequest request);

    /** The messages that match, in an order: by date, size, subject, people (RFC 5256, RFC 5957). */
    @Safe
    @PostExchange("/mailboxes/{mailbox}/messages/sort")
    SortResult sort(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody SortRequest request);

    /** The messages that match, as conversations in the order of their first messages (RFC 5256). */
    @Safe
    @PostExchange("/mailboxes/{mailbox}/messages/thread")
    List<MessageThread> thread(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody ThreadRequest request);

    /** Changes flags, in one transaction. */
    @PostExchange("/mailboxes/{mailbox}/messages/flags")
    FlagsChanged changeFlags(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody FlagsChange change);

    /** Copies messages with their flags and dates to a mailbox of the same user: all of them or none. */
    @PostExchange("/mailboxes/{mailbox}/messages/copy")
    Copied copy(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody CopyRequest request);

    /** Moves messages to a mailbox of the same user: all of them or none, and none is ever seen in both (RFC 6851). */
    @PostExchange("/mailboxes/{mailbox}/messages/move")
    Copied move(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestBody CopyRequest request);

    /**
     * Puts a message into the place of another, which is removed for good: both or neither, and nobody ever sees both
     * (RFC 8508). Only what it takes more than the other one counts against the quota.
     *
     * @param uid of the message that goes
     * @param to the name of the mailbox where the new one goes, which may be the same
     * @param message {@link NewMessage}, then one byte string: the content, stored byte for byte
     * @throws org.valija.mailbox.api.MailboxException.Gone if the message that is to go is not there any more
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such mailbox
     * @throws org.valija.mailbox.api.MailboxException.OverQuota if it does not fit in place of the other
     * @throws org.valija.mailbox.api.MailboxException.TooLarge if it is over the limit of the settings
     */
    @PostExchange(value = "/mailboxes/{mailbox}/messages/{uid}/replace", contentType = CborSequence.MEDIA_TYPE)
    Replaced replace(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @PathVariable Uid uid,
            @RequestParam String to,
            @RequestBody CborSequence message);

    /** Removes for good the messages among these that have the flag deleted. */
    @PostExchange("/mailboxes/{mailbox}/messages/expunge")
    Expunged expunge(
            UserToken user, @PathVariable AccountId account, @PathVariable MailboxId mailbox, @RequestBody UidSet uids);

    /**
     * Adds messages to a mailbox: all of them or none. When this returns they have been committed; if it throws, or the
     * connection breaks before the end, nothing has been stored.
     *
     * @param mailbox its name
     * @param messages for each one {@link NewMessage}, then one byte string: the content, stored byte for byte
     * @throws org.valija.mailbox.api.MailboxException.NotFound if there is no such mailbox
     * @throws org.valija.mailbox.api.MailboxException.OverQuota if they do not all fit
     * @throws org.valija.mailbox.api.MailboxException.TooLarge if one is over the limit of the settings
     */
    @PostExchange(value = "/messages", contentType = CborSequence.MEDIA_TYPE)
    Appended append(
            UserToken user,
            @PathVariable AccountId account,
            @RequestParam String mailbox,
            @RequestBody CborSequence messages);

    /**
     * The same for people: one message as it is.
     *
     * @param flag system flags by their {@link SystemFlag#word}, or keywords; none if null
     */
    @PostExchange(value = "/messages", contentType = "message/rfc822")
    Appended append(
            UserToken user,
            @PathVariable AccountId account,
            @RequestParam String mailbox,
            @RequestParam(required = false) @Nullable List<String> flag,
            @RequestBody InputStreamResource content);
}
