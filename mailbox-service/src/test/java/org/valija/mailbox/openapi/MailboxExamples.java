package org.valija.mailbox.openapi;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.mailbox.MailboxState;
import org.valija.mailbox.api.mailbox.MailboxStatus;
import org.valija.mailbox.api.mailbox.MailboxSummary;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.mailbox.UidDifference;
import org.valija.mailbox.api.maildrop.Lease;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.mailbox.api.maildrop.MaildropPolicy;
import org.valija.mailbox.api.maildrop.MaildropTerms;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.api.message.Appended;
import org.valija.mailbox.api.message.Copied;
import org.valija.mailbox.api.message.CopyRequest;
import org.valija.mailbox.api.message.Expunged;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChanged;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessageEnvelope;
import org.valija.mailbox.api.message.MessageFlags;
import org.valija.mailbox.api.message.MessageThread;
import org.valija.mailbox.api.message.PartialRange;
import org.valija.mailbox.api.message.Replaced;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchRequest;
import org.valija.mailbox.api.message.SearchRequest.Result;
import org.valija.mailbox.api.message.SearchResult;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.SortKey;
import org.valija.mailbox.api.message.SortKey.By;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SortResult;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.api.message.ThreadRequest;
import org.valija.mailbox.api.message.ThreadRequest.Algorithm;

/** Examples of mailboxes and their messages. */
final class MailboxExamples {

    static final MailboxId INBOX = new MailboxId(12);

    private static final Instant THEN = Instant.parse("2026-03-01T09:30:00Z");
    private static final MailboxId TRASH = new MailboxId(15);
    private static final MaildropTerms TERMS = new MaildropTerms(MaildropPolicy.Deletion.TRASH, true, null, 60);
    private static final Flags SEEN = Flags.of(List.of(SystemFlag.SEEN), List.of("invoice"));
    private static final UidSet SOME = UidSet.of(4, 5, 9);

    static final List<Object> RECORDS = List.of(
            // Mailboxes
            new NewMailbox("work/2026", null),
            new MailboxSummary(INBOX, "INBOX", null, true, null),
            status(),
            new UidDifference(UidSet.of(4), UidSet.empty()),
            new MailboxState(
                    status(), UidSet.range(1, 9), null, 4L, 9, List.of("invoice"), List.of(), UidSet.empty(), true),
            new Maildrop(lease(), INBOX, UidSet.of(1, 2), new long[] {692, 4_811}, new long[] {31, 32}, TERMS),
            TERMS,
            new MaildropUpdate(UidSet.of(1), UidSet.of(1, 2)),
            new MaildropPolicy(MaildropPolicy.Deletion.TRASH, true, null, null),
            new MaildropLimits(30, true, 60, false),
            lease(),
            // Messages
            new MessageFlags(new Uid(9), 41, SEEN),
            message(),
            SOME,
            new FetchRequest(SOME, EnumSet.of(FetchRequest.Field.FLAGS), List.of(Section.ALL), false),
            new SearchCriteria.And(List.of(
                    new SearchCriteria.Text("invoice"),
                    new SearchCriteria.Not(new SearchCriteria.HasFlag(SystemFlag.SEEN)))),
            new FlagsChange(SOME, FlagsChange.Mode.ADD, SEEN, 40L),
            new SearchRequest(new SearchCriteria.Text("invoice"), EnumSet.of(Result.COUNT), new PartialRange(-1, -50)),
            new SearchResult(null, null, 3, null, SOME, 41),
            new SortRequest(
                    new SearchCriteria.Text("invoice"), List.of(new SortKey(By.DATE, true)), new PartialRange(1, 50)),
            new SortResult(new long[] {9, 4, 5}, 3, 41),
            new ThreadRequest(new SearchCriteria.Text("invoice"), Algorithm.REFERENCES),
            new MessageThread(new long[] {4, 9, 5}, new int[] {0, 1, 1}),
            new FlagsChanged(41, List.of(new MessageFlags(new Uid(9), 41, SEEN)), SOME, UidSet.empty(), UidSet.of(9)),
            new CopyRequest(SOME, "Trash"),
            new Copied(TRASH, 1_772_000_000, SOME, UidSet.of(1, 2, 3), 42),
            new Expunged(SOME, 43),
            new Replaced(INBOX, 1_772_000_000, new Uid(10), 44),
            new Appended(INBOX, 1_772_000_000, UidSet.of(10), 44, List.of("$Forwarded")));

    private static Lease lease() {
        return new Lease("q83vEjRWeJA", THEN);
    }

    private static MailboxStatus status() {
        return new MailboxStatus(INBOX, "INBOX", 1_772_000_000, 10, 41, 9, 3, 0, 1, 48_213, 0);
    }

    private static Message message() {
        var ann = List.of(new MessageEnvelope.Address("Ann", "ann", "example.org"));
        var bob = List.of(new MessageEnvelope.Address(null, "bob", "example.org"));
        var date = "Sun, 1 Mar 2026 10:30:00 +0100";
        var envelope =
                new MessageEnvelope(date, "Lunch?", bob, bob, bob, ann, List.of(), List.of(), null, "<1@example.org>");
        return new Message(new Uid(9), 41, SEEN, THEN, THEN, 692L, null, null, null, envelope, null, null, null, null);
    }
}
