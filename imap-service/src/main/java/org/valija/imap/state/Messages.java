package org.valija.imap.state;

import java.util.List;
import org.valija.imap.parse.MailboxName;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Copied;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Expunged;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChanged;
import org.valija.mailbox.api.message.MessageThread;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.Replaced;
import org.valija.mailbox.api.message.SearchRequest;
import org.valija.mailbox.api.message.SearchResult;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SortResult;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.stream.CborSequence;

/** The messages of one mailbox. Each method is one call, with the errors that {@link MessagesApi} tells. */
public final class Messages {

    private final MessagesApi api;
    private final User user;
    private final MailboxId mailbox;

    Messages(MessagesApi api, User user, MailboxId mailbox) {
        this.api = api;
        this.user = user;
        this.mailbox = mailbox;
    }

    /** The caller closes its reader. */
    public CborSequence fetch(FetchRequest request) {
        return api.fetch(user.token(), user.account(), mailbox, request);
    }

    /** The caller closes its reader. */
    public CborSequence flags(UidSet uids) {
        return api.flags(user.token(), user.account(), mailbox, uids);
    }

    public SearchResult search(SearchRequest request) {
        return api.extendedSearch(user.token(), user.account(), mailbox, request);
    }

    public SortResult sort(SortRequest request) {
        return api.sort(user.token(), user.account(), mailbox, request);
    }

    public List<MessageThread> thread(ThreadRequest request) {
        return api.thread(user.token(), user.account(), mailbox, request);
    }

    public FlagsChanged changeFlags(FlagsChange change) {
        return api.changeFlags(user.token(), user.account(), mailbox, change);
    }

    public Copied copy(UidSet uids, MailboxName to) {
        return api.copy(user.token(), user.account(), mailbox, new CopyRequest(uids, to.value()));
    }

    public Copied move(UidSet uids, MailboxName to) {
        return api.move(user.token(), user.account(), mailbox, new CopyRequest(uids, to.value()));
    }

    /** Puts a message into the place of another, both or neither: see {@link MessagesApi#replace}. */
    public Replaced replace(Uid uid, MailboxName to, CborSequence message) {
        return api.replace(user.token(), user.account(), mailbox, uid, to.value(), message);
    }

    public Expunged expunge(UidSet uids) {
        return api.expunge(user.token(), user.account(), mailbox, uids);
    }
}
