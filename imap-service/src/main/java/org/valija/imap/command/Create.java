package org.valija.imap.command;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.CreateParameters;
import org.valija.imap.parse.GivenName;
import org.valija.imap.respond.Refusal;
import org.valija.imap.respond.ResponseCode;
import org.valija.imap.respond.Responses;
import org.valija.imap.state.Authenticated;
import org.valija.imap.state.State;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.mailbox.SpecialUse;

/**
 * CREATE makes an empty mailbox, and any parents it lacks.
 *
 * @param given the full name, its levels separated by "/"
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.3.4">RFC 9051, 6.3.4</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6154.html#section-3">RFC 6154, 3</a>
 */
public record Create(GivenName given, CreateParameters parameters) implements CommandAuth {

    /** {@code "CREATE" SP mailbox [create-params]} */
    static Create read(Arguments in) {
        var create = new Create(in.sp().givenName().withoutTrailingDelimiter(), CreateParameters.read(in));
        in.end();
        return create;
    }

    @Override
    public State run(Authenticated state, Responses out) throws IOException {
        // INBOX exists for every user, whatever its case: RFC 9051, 5.1
        if (given.name().isInbox()) {
            out.no(ResponseCode.ALREADYEXISTS, "INBOX is always there");
            return state;
        }
        var use = use();
        if (parameters.uses().size() > (use.isPresent() ? 1 : 0)) {
            out.no(ResponseCode.USEATTR, "Not for that use, or not for that many");
            return state;
        }
        create(state, use.orElse(null), out);
        return state;
    }

    /** The first use, if it is one that we know. */
    private Optional<SpecialUse> use() {
        return parameters.uses().stream()
                .findFirst()
                .flatMap(name -> Arrays.stream(SpecialUse.values())
                        .filter(use -> use.name().equals(name))
                        .findFirst());
    }

    private void create(Authenticated state, @Nullable SpecialUse use, Responses out) throws IOException {
        try {
            var created = state.mailboxes().create(given.name(), use);
            if (out.enabled().imap4rev2() && given.isOld()) {
                out.untagged(OldName.of(given).line(out));
            }
            out.ok(ResponseCode.mailboxId(Objects.requireNonNull(created.id())), "CREATE completed");
        } catch (MailboxException.Invalid e) {
            // Each use stands on one mailbox at most
            boolean useTaken = "specialUse".equals(e.field());
            out.no(useTaken ? new Refusal(ResponseCode.USEATTR, "Another mailbox is for that") : Refusal.of(e));
        }
    }
}
