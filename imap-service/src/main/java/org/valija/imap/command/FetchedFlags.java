package org.valija.imap.command;

import java.io.IOException;
import java.util.Arrays;
import org.valija.imap.command.FetchedMessages.Outcome;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.respond.FetchResponse;
import org.valija.imap.respond.FlagsText;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.SelectedMailbox;
import org.valija.mailbox.api.message.FlagsRun;
import org.valija.mailbox.api.stream.SequenceReader;

/**
 * Flags that the mailbox service streams, and nothing else of the messages: what clients ask of all messages when they come
 * back to a mailbox. Written while they come.
 *
 * @param runs closed by the caller
 */
record FetchedFlags(FetchItems items, SelectedMailbox mailbox, SequenceReader runs, Responses out) {

    Outcome write() throws IOException {
        int count = 0;
        for (var run = FetchedMessages.next(runs, FlagsRun.class);
                run != null;
                run = FetchedMessages.next(runs, FlagsRun.class)) {
            write(run);
            count += run.modseqs().length;
        }
        return new Outcome(count, true);
    }

    private void write(FlagsRun run) throws IOException {
        var flags = FlagsText.of(run.flags(), false);
        var flagsOfRecent = FlagsText.of(run.flags(), true);
        var modseqs = Arrays.stream(run.modseqs()).iterator();
        for (var uids = run.uids().iterator(); uids.hasNext(); ) {
            long uid = uids.nextLong();
            write(uid, modseqs.nextLong(), mailbox.recent().contains(uid) ? flagsOfRecent : flags);
        }
    }

    private void write(long uid, long modseq, String flags) throws IOException {
        var response = new FetchResponse(out, mailbox.sequenceNumber(uid));
        for (var item : items.all()) {
            switch ((Item) item) {
                case UID -> response.uid(uid);
                case MODSEQ -> response.modseq(modseq);
                case FLAGS -> response.flags(flags);
                default -> throw new IllegalStateException("more than flags: " + item);
            }
        }
        mailbox.tellFlags(uid, modseq);
        response.end();
    }
}
