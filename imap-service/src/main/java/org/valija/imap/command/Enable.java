package org.valija.imap.command;

import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import org.valija.imap.parse.Arguments;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Enabled;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.Selected;
import org.valija.imap.state.State;

/**
 * ENABLE switches on what would surprise a client that had not asked for it.
 *
 * @param capabilities in capitals; which of them we don't know does not matter
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5161.html#section-3.1">RFC 5161, 3.1</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.1">RFC 9051, 6.3.1</a>
 */
public record Enable(Set<String> capabilities) implements CommandAuth {

    private static final Set<Capability> FOLLOWING = EnumSet.of(Capability.CONDSTORE, Capability.QRESYNC);

    /** {@code "ENABLE" 1*(SP capability)} */
    static Enable read(Arguments in) {
        var capabilities = new LinkedHashSet<String>();
        in.sp();
        do {
            capabilities.add(in.word());
        } while (in.skip(' '));
        in.end();
        return new Enable(capabilities);
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        var offered = state.client().capabilities(state).all();
        var enabled = EnumSet.noneOf(Capability.class);
        for (var capability : offered) {
            if (Enabled.canBe(capability) && capability.isNamedBy(capabilities)) {
                enabled.add(capability);
                if (FOLLOWING.contains(capability)) {
                    state.followModseq(out);
                }
                out.enabled().enable(capability);
                if (capability == Capability.IMAP4REV2 && state instanceof Selected selected) {
                    selected.mailbox().nothingIsRecent();
                }
            }
        }
        out.enabled(enabled);
        out.ok("ENABLE completed");
        return state;
    }
}
