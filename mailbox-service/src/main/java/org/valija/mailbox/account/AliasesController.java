package org.valija.mailbox.account;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasChange;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.web.Cursor;

@RestController
class AliasesController implements AliasesApi {

    private static final int MOST_TARGETS = 1000;

    private final Aliases aliases;

    AliasesController(Aliases aliases) {
        this.aliases = aliases;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public Alias create(Alias alias) {
        return aliases.create(Address.parse("address", alias.address()), targets(alias.targets()));
    }

    private static List<Address> targets(List<String> texts) {
        if (texts.isEmpty() || texts.size() > MOST_TARGETS) {
            throw new MailboxException.Invalid("targets", "an alias has 1 to " + MOST_TARGETS + " targets");
        }
        return IntStream.range(0, texts.size())
                .mapToObj(i -> Address.parse("targets[" + i + "]", texts.get(i)))
                .toList();
    }

    @Override
    public Page<Alias> list(@Nullable String domain, @Nullable String cursor, @Nullable Integer limit) {
        return aliases.list(
                domain == null ? null : DomainName.parse("domain", domain), Cursor.key(cursor), Cursor.limit(limit));
    }

    @Override
    public Alias get(String address) {
        return aliases.get(Address.parse("address", address));
    }

    @Override
    public Alias change(String address, AliasChange change) {
        return aliases.change(Address.parse("address", address), targets(change.targets()));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(String address) {
        aliases.delete(Address.parse("address", address));
    }
}
