package org.valija.mailbox.message;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.Copied;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Expunged;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChanged;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageThread;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.Replaced;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchRequest;
import org.valija.mailbox.api.message.SearchResult;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SortResult;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.append.Appender;
import org.valija.mailbox.fetch.Fetcher;
import org.valija.mailbox.fetch.FlagsReader;
import org.valija.mailbox.fetch.MessageContent;
import org.valija.mailbox.fetch.MessageList;
import org.valija.mailbox.search.Search;
import org.valija.mailbox.sort.Sort;
import org.valija.mailbox.sort.Threads;

/** {@code /v1/accounts/{account}/mailboxes/{mailbox}/messages}. That the token is the account's has been seen to before. */
@RestController
final class MessagesController implements MessagesApi {

    private final MessageList list;
    private final MessageContent content;
    private final Fetcher fetcher;
    private final FlagsReader flagsReader;
    private final Search search;
    private final Sort sort;
    private final Threads threads;
    private final FlagsChanger flags;
    private final Copier copier;
    private final Expunger expunger;
    private final Appender appender;
    private final Replacer replacer;

    MessagesController(
            MessageList list,
            MessageContent content,
            Fetcher fetcher,
            FlagsReader flagsReader,
            Search search,
            Sort sort,
            Threads threads,
            FlagsChanger flags,
            Copier copier,
            Expunger expunger,
            Appender appender,
            Replacer replacer) {
        this.list = list;
        this.content = content;
        this.fetcher = fetcher;
        this.flagsReader = flagsReader;
        this.search = search;
        this.sort = sort;
        this.threads = threads;
        this.flags = flags;
        this.copier = copier;
        this.expunger = expunger;
        this.appender = appender;
        this.replacer = replacer;
    }

    @Override
    public Page<Message> list(
            UserToken user, AccountId account, MailboxId mailbox, @Nullable String cursor, @Nullable Integer limit) {
        return list.page(account, mailbox, cursor, limit);
    }

    @Override
    public ResponseEntity<InputStreamResource> content(
            UserToken user, AccountId account, MailboxId mailbox, Uid uid, @Nullable String range) {
        return content.read(account, mailbox, uid, range);
    }

    @Override
    public CborSequence fetch(UserToken user, AccountId account, MailboxId mailbox, FetchRequest request) {
        if (request.markSeen()) {
            var seen = Flags.of(List.of(SystemFlag.SEEN), List.of());
            flags.change(
                    account,
                    mailbox,
                    new FlagsChange(named(account, mailbox, request), FlagsChange.Mode.ADD, seen, null, true));
        }
        return fetcher.fetch(account, mailbox, request);
    }

    /** A message that is left out, as it has not changed, is not seen either. */
    private UidSet named(AccountId account, MailboxId mailbox, FetchRequest request) {
        var since = request.changedSince();
        if (since == null) {
            return request.uids();
        }
        return search.search(
                account,
                mailbox,
                new SearchCriteria.And(
                        List.of(new SearchCriteria.Uids(request.uids()), new SearchCriteria.ChangedSince(since + 1))));
    }

    @Override
    public CborSequence flags(UserToken user, AccountId account, MailboxId mailbox, UidSet uids) {
        return flagsReader.read(account, mailbox, uids);
    }

    @Override
    public UidSet search(UserToken user, AccountId account, MailboxId mailbox, SearchCriteria criteria) {
        return search.search(account, mailbox, criteria);
    }

    @Override
    public SearchResult extendedSearch(UserToken user, AccountId account, MailboxId mailbox, SearchRequest request) {
        return search.search(account, mailbox, request);
    }

    @Override
    public SortResult sort(UserToken user, AccountId account, MailboxId mailbox, SortRequest request) {
        return sort.sort(account, mailbox, request);
    }

    @Override
    public List<MessageThread> thread(UserToken user, AccountId account, MailboxId mailbox, ThreadRequest request) {
        return threads.thread(account, mailbox, request);
    }

    @Override
    public FlagsChanged changeFlags(UserToken user, AccountId account, MailboxId mailbox, FlagsChange change) {
        return flags.change(account, mailbox, change);
    }

    @Override
    public Copied copy(UserToken user, AccountId account, MailboxId mailbox, CopyRequest request) {
        return copier.copy(account, mailbox, request);
    }

    @Override
    public Copied move(UserToken user, AccountId account, MailboxId mailbox, CopyRequest request) {
        return copier.move(account, mailbox, request);
    }

    @Override
    public Expunged expunge(UserToken user, AccountId account, MailboxId mailbox, UidSet uids) {
        return expunger.expunge(account, mailbox, uids);
    }

    @Override
    public Replaced replace(
            UserToken user, AccountId account, MailboxId mailbox, Uid uid, String to, CborSequence message) {
        return replacer.replace(account, mailbox, uid, to, message);
    }

    @Override
    public Appended append(UserToken user, AccountId account, String mailbox, CborSequence messages) {
        return appender.append(account, mailbox, messages);
    }

    @Override
    public Appended append(
            UserToken user,
            AccountId account,
            String mailbox,
            @Nullable List<String> flag,
            InputStreamResource content) {
        return appender.append(account, mailbox, flag == null ? List.of() : flag, content);
    }
}
