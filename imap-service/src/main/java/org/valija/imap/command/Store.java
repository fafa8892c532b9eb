package org.valija.imap.command;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.FlagList;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary.Place;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Changes;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.SelectedMailbox;
import org.valija.imap.state.State;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.FlagsChanged;

/**
 * STORE changes the flags of messages.
 *
 * @param unchangedSince leaves alone messages with a larger modification sequence (RFC 7162, 3.1.3); null to change all
 * @param silent whether the client does not want to hear the flags afterwards
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.6">RFC 9051, 6.4.6</a>
 */
public record Store(
        Numbering numbering,
        SequenceSet set,
        @Nullable Long unchangedSince,
        FlagsChange.Mode mode,
        boolean silent,
        Flags flags)
        implements CommandSelect {

    /** {@code "STORE" SP sequence-set [store-modifiers] SP store-att-flags} */
    static Store read(Arguments in) {
        return read(Numbering.SEQUENCE, in);
    }

    /** {@code "UID" SP store} */
    static Store readUid(Arguments in) {
        return read(Numbering.UID, in);
    }

    /** {@code store-att-flags = (["+" / "-"] "FLAGS" [".SILENT"]) SP (flag-list / (flag *(SP flag)))} */
    private static Store read(Numbering numbering, Arguments in) {
        var set = in.sp().sequenceSet();
        in.sp();
        var unchangedSince = unchangedSince(in);
        var mode = FlagsChange.Mode.REPLACE;
        if (in.skip('+')) {
            mode = FlagsChange.Mode.ADD;
        } else if (in.skip('-')) {
            mode = FlagsChange.Mode.REMOVE;
        }
        boolean silent = switch (in.word()) {
            case "FLAGS" -> false;
            case "FLAGS.SILENT" -> true;
            default -> throw new SyntaxException("Expected FLAGS or FLAGS.SILENT");
        };
        var flags = FlagList.readBare(in.sp());
        in.end();
        return new Store(numbering, set, unchangedSince, mode, silent, flags);
    }

    /** {@code ["(" "UNCHANGEDSINCE" SP mod-sequence-valzer ")" SP]} */
    private static @Nullable Long unchangedSince(Arguments in) {
        if (!in.skip('(')) {
            return null;
        }
        if (!in.word(Place.PARAMETER).equals("UNCHANGEDSINCE")) {
            throw new SyntaxException("No such modifier of STORE");
        }
        long modseq = in.sp().number64();
        in.expect(')').sp();
        return modseq;
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (state.mailbox().isReadOnly()) {
            out.no(ResponseCode.READ_ONLY, "Mailbox was opened by EXAMINE");
            return state;
        }
        var uids = state.mailbox().resolve(set, numbering);
        if (unchangedSince != null) {
            state.followModseq(out);
        }
        if (uids.isEmpty()) {
            out.ok("STORE completed");
            return state;
        }
        boolean untold = silent && !out.enabled().condstore();
        var changed = state.messages().changeFlags(new FlagsChange(uids, mode, flags, unchangedSince, untold));
        boolean alone = state.mailbox()
                .changedAlone(changed.highestModseq(), !changed.changed().isEmpty());
        tell(state.mailbox(), changed, alone, out);
        if (alone) {
            state.mailbox().changedTo(changed.highestModseq());
        } else {
            state.client().watch().lookAgain();
        }
        boolean someGone = found(changed) < uids.size();
        if (someGone) {
            state.client().watch().lookAgain();
        }
        complete(state.mailbox(), changed.modified(), someGone && numbering == Numbering.SEQUENCE, out);
        return state;
    }

    private static long found(FlagsChanged changed) {
        var found = changed.found();
        return found == null ? changed.messages().size() : found.size();
    }

    /** @param alone if not, others may have changed the same messages, and their flags are told although nobody asked */
    private void tell(SelectedMailbox mailbox, FlagsChanged changed, boolean alone, Responses out) throws IOException {
        var changes = new Changes(mailbox, out);
        if (mode != FlagsChange.Mode.REMOVE) {
            changes.keywords(flags.keywords());
        }
        for (var message : changed.messages()) {
            long uid = message.uid().value();
            if (!silent || changed.modified().contains(uid)) {
                changes.flags(message, numbering == Numbering.UID);
            } else {
                if (out.enabled().condstore()) {
                    changes.modseq(message);
                }
                if (alone) {
                    mailbox.tellFlags(uid, message.modseq());
                }
            }
        }
    }

    private void complete(SelectedMailbox mailbox, UidSet modified, boolean someGone, Responses out) {
        var code = modified.isEmpty() ? null : ResponseCode.modified(mailbox.numbers(modified, numbering));
        if (someGone) {
            out.no(code == null ? ResponseCode.EXPUNGEISSUED : code, "Some of the messages are gone");
        } else if (code != null) {
            out.ok(code, "STORE completed but for what others changed");
        } else {
            out.ok("STORE completed");
        }
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
