package org.valija.mailbox.dkim;

import java.util.List;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.mailbox.api.dkim.SigningKeysApi;

/** {@code /v1/signing-keys}. */
@RestController
final class SigningKeysController implements SigningKeysApi {

    private final DkimKeys keys;

    SigningKeysController(DkimKeys keys) {
        this.keys = keys;
    }

    @Override
    public List<SigningKey> of(String domain) {
        return keys.signing(DomainName.parse("domain", domain));
    }
}
