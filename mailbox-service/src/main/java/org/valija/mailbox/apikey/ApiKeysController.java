package org.valija.mailbox.apikey;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.apikey.ApiKey;
import org.valija.mailbox.api.apikey.ApiKeyMade;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.security.Callers;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Labels;

@RestController
class ApiKeysController implements ApiKeysApi {

    private static final Duration LIFETIME = Duration.ofDays(365);

    private final ApiKeys keys;
    private final Clock clock;

    ApiKeysController(ApiKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public ApiKeyMade create(NewApiKey wanted) {
        Labels.check("label", wanted.label());
        // Nobody hands out more than they have: a key for a domain makes keys for it
        var text = wanted.domain() == null ? Callers.administratedDomain().orElse(null) : wanted.domain();
        var domain = text == null ? null : DomainName.parse("domain", text);
        if (domain != null) {
            Callers.checkSees(domain.value());
        }
        var expiresAt = wanted.expiresAt() == null ? clock.instant().plus(LIFETIME) : wanted.expiresAt();
        return keys.create(wanted, domain, expiresAt);
    }

    @Override
    public Page<ApiKey> list(@Nullable String domain, @Nullable String cursor, @Nullable Integer limit) {
        return keys.list(
                domain == null ? null : DomainName.parse("domain", domain).value(),
                Cursor.key(cursor),
                Cursor.limit(limit));
    }

    @Override
    public ApiKey get(long id) {
        return keys.get(id, Callers.administratedDomain().orElse(null));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(long id) {
        keys.delete(id, Callers.administratedDomain().orElse(null));
    }
}
