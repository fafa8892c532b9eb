package org.valija.mailbox.api.mailbox;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UserToken;

/**
 * A user's mailboxes. Names are in Unicode (NFC), their levels separated by "/"; INBOX is the one name whose case does
 * not matter. A name of no mailbox is {@code NotFound} everywhere.
 */
@HttpExchange("/v1/accounts/{account}/mailboxes")
public interface MailboxesApi {

    /**
     * All mailboxes in the order of their names, INBOX first; and names that are subscribed to but not there.
     *
     * @param status whether to tell the numbers of each as well (RFC 5819); no if null
     */
    @GetExchange
    List<MailboxSummary> list(
            UserToken user, @PathVariable AccountId account, @RequestParam(required = false) @Nullable Boolean status);

    /**
     * Makes an empty mailbox, and any parents it lacks.
     *
     * @throws org.valija.mailbox.api.MailboxException.AlreadyExists if the name is taken
     * @throws org.valija.mailbox.api.MailboxException.Invalid if it can't be a name: empty, an empty level, a control character, over 255 octets a level or 1,000 in all
     */
    @PostExchange
    MailboxSummary create(UserToken user, @PathVariable AccountId account, @RequestBody NewMailbox mailbox);

    /** Renames a mailbox and all below it. Renaming INBOX moves its messages and leaves it empty: RFC 9051, 6.3.6. */
    @PatchExchange
    MailboxSummary rename(
            UserToken user, @PathVariable AccountId account, @RequestParam String name, @RequestBody NewMailbox to);

    /**
     * Deletes a mailbox and its messages; those below it stay.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotPermitted for INBOX
     */
    @DeleteExchange
    void delete(UserToken user, @PathVariable AccountId account, @RequestParam String name);

    /** Adds a name to the subscriptions; there need not be a mailbox of that name: RFC 9051, 6.3.7. */
    @PutExchange("/subscriptions")
    void subscribe(UserToken user, @PathVariable AccountId account, @RequestParam String name);

    /** Takes a name from the subscriptions; no error if it is not there. */
    @DeleteExchange("/subscriptions")
    void unsubscribe(UserToken user, @PathVariable AccountId account, @RequestParam String name);

    /**
     * The state of a mailbox by name, with the UIDs of all its messages, or what has become of those that the caller knows.
     *
     * @param claimRecent whether the caller becomes the one session that sees new messages as recent (RFC 3501, 2.3.2)
     * @param since to answer besides what changed and vanished since that modification sequence (RFC 7162, 3.2.5); null for
     *     the state alone
     * @param known which messages the caller knows of; null for none. All UIDs are answered in spite of it where it is of
     *     another UIDVALIDITY, or reaches further back than expunged UIDs are kept
     */
    @GetExchange("/state")
    MailboxState open(
            UserToken user,
            @PathVariable AccountId account,
            @RequestParam String name,
            @RequestParam boolean claimRecent,
            @RequestParam(required = false) @Nullable Long since,
            @RequestParam(required = false) @Nullable KnownUids known);

    /** Only the numbers, for many mailboxes at once: IMAP's STATUS. */
    @GetExchange("/status")
    List<MailboxStatus> status(UserToken user, @PathVariable AccountId account, @RequestParam List<String> name);

    /**
     * What happened to a mailbox since a modification sequence, however long ago.
     *
     * @param since a {@link MailboxState#highestModseq} got before; null for the state alone, with all UIDs
     * @param claimRecent whether the caller becomes the one session that sees new messages as recent, as in {@link #open};
     *     no if null
     */
    @GetExchange("/{mailbox}/state")
    MailboxState state(
            UserToken user,
            @PathVariable AccountId account,
            @PathVariable MailboxId mailbox,
            @RequestParam(required = false) @Nullable Long since,
            @RequestParam(required = false) @Nullable Boolean claimRecent);
}
