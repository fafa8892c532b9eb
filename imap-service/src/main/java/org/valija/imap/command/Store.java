package org.valija.imap.command;

import java.io.IOException;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.FlagList;
import org.valija.imap.parse.SequenceSet;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Changes;
import org.valija.imap.state.Numbering;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;

/**
 * STORE changes the flags of messages.
 *
 * @param silent whether the client does not want to hear the flags afterwards
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.6">RFC 9051, 6.4.6</a>
 */
public record Store(Numbering numbering, SequenceSet set, FlagsChange.Mode mode, boolean silent, Flags flags)
        implements CommandSelect {

    /** {@code "STORE" SP sequence-set SP store-att-flags} */
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
        return new Store(numbering, set, mode, silent, flags);
    }

    @Override
    public State run(Selected state, Responses out) throws IOException {
        if (state.mailbox().isReadOnly()) {
            out.no(ResponseCode.READ_ONLY, "Mailbox was opened by EXAMINE");
            return state;
        }
        var uids = state.mailbox().resolve(set, numbering);
        int changed = uids.isEmpty() ? 0 : change(state, uids, out);
        if (changed < uids.size() && numbering == Numbering.SEQUENCE) {
            state.client().watch().lookAgain();
            out.no(ResponseCode.EXPUNGEISSUED, "Some of the messages are gone");
        } else {
            out.ok("STORE completed");
        }
        return state;
    }

    /** @return how many messages there were */
    private int change(Selected state, UidSet uids, Responses out) throws IOException {
        var changed = state.messages().changeFlags(new FlagsChange(uids, mode, flags, null));
        var changes = new Changes(state.mailbox(), out);
        if (mode != FlagsChange.Mode.REMOVE) {
            changes.keywords(flags.keywords());
        }
        for (var message : changed.messages()) {
            if (silent) {
                state.mailbox().tellFlags(message.uid().value(), message.modseq());
            } else {
                changes.flags(message, numbering == Numbering.UID);
            }
        }
        return changed.messages().size();
    }

    @Override
    public boolean mayExpunge() {
        return numbering == Numbering.UID;
    }
}
