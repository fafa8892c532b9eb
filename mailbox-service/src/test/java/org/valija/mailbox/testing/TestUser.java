package org.valija.mailbox.testing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.maildrop.MaildropsApi;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.Copied;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Expunged;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChanged;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.NewMessage;
import org.valija.mailbox.api.message.Replaced;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.stream.CborSequence;

/** A user who is logged in, and what they do with their mailboxes through the running service. */
public record TestUser(
        AccountId account, UserToken token, MailboxesApi mailboxes, MessagesApi messages, MaildropsApi maildrops) {

    /** A new user with an account of that address, and room for so many octets; 0 for no limit. */
    public static TestUser create(MailboxServer server, String address, long quotaBytes) {
        server.createAccount(address, "correct horse", quotaBytes);
        return login(server, address);
    }

    /** The same user again. */
    public static TestUser login(MailboxServer server, String address) {
        var session = server.login(address, "correct horse");
        var client = server.client();
        return new TestUser(
                session.account(),
                session.token(),
                client.api(MailboxesApi.class),
                client.api(MessagesApi.class),
                client.api(MaildropsApi.class));
    }

    /** The same user, as another replica of the service serves them. */
    public TestUser at(MailboxServer replica) {
        var client = replica.client();
        return new TestUser(
                account,
                token,
                client.api(MailboxesApi.class),
                client.api(MessagesApi.class),
                client.api(MaildropsApi.class));
    }

    public List<MailboxSummary> list() {
        return mailboxes.list(token, account, null);
    }

    /** Makes a mailbox and tells its id. */
    public MailboxId create(String name) {
        return mailboxes.create(token, account, new NewMailbox(name, null)).id();
    }

    public MailboxSummary rename(String name, String to) {
        return mailboxes.rename(token, account, name, new NewMailbox(to, null));
    }

    public MailboxId id(String name) {
        return status(name).id();
    }

    public MailboxStatus status(String name) {
        return mailboxes.status(token, account, List.of(name)).getFirst();
    }

    public MailboxState open(String name) {
        return mailboxes.open(token, account, name, false, null, null);
    }

    public UidSet uids(String name) {
        return open(name).uids();
    }

    public MailboxState since(MailboxId mailbox, long modseq) {
        return mailboxes.state(token, account, mailbox, modseq, null);
    }

    public long append(String name, String message) {
        return append(name, message, Flags.NONE, null).uids().min();
    }

    public Appended append(String name, String message, Flags flags, @Nullable Instant internalDate) {
        return messages.append(token, account, name, CborSequence.of(out -> {
            out.write(new NewMessage(flags, internalDate));
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }));
    }

    /** Adds flags to messages. */
    public FlagsChanged flag(MailboxId mailbox, String uids, SystemFlag flag) {
        return change(mailbox, uids, FlagsChange.Mode.ADD, Flags.of(List.of(flag), List.of()));
    }

    public FlagsChanged change(MailboxId mailbox, String uids, FlagsChange.Mode mode, Flags flags) {
        return messages.changeFlags(token, account, mailbox, new FlagsChange(UidSet.parse(uids), mode, flags, null));
    }

    public Copied copy(MailboxId mailbox, String uids, String to) {
        return messages.copy(token, account, mailbox, new CopyRequest(UidSet.parse(uids), to));
    }

    public Copied move(MailboxId mailbox, String uids, String to) {
        return messages.move(token, account, mailbox, new CopyRequest(UidSet.parse(uids), to));
    }

    public Replaced replace(MailboxId mailbox, long uid, String to, String message) {
        return messages.replace(token, account, mailbox, new Uid(uid), to, CborSequence.of(out -> {
            out.write(new NewMessage(Flags.NONE, null));
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }));
    }

    public Expunged expunge(MailboxId mailbox, String uids) {
        return messages.expunge(token, account, mailbox, UidSet.parse(uids));
    }

    public UidSet search(MailboxId mailbox, SearchCriteria criteria) {
        return messages.search(token, account, mailbox, criteria);
    }
}
