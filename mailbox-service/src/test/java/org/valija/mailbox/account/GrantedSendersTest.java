package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.Alias;
import org.valija.mailbox.api.account.AliasesApi;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.DomainsApi;
import org.valija.mailbox.api.account.GrantedSenders;
import org.valija.mailbox.api.account.GrantedSendersApi;
import org.valija.mailbox.api.account.NewDomain;
import org.valija.mailbox.api.apikey.AdminRole;
import org.valija.mailbox.api.apikey.ApiKeysApi;
import org.valija.mailbox.api.apikey.NewApiKey;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** As whom users may send, besides themselves. */
class GrantedSendersTest {

    private static final String PASSWORD = "correct horse";

    private final MailboxServer server = MailboxServer.shared();
    private final GrantedSendersApi senders = server.client().api(GrantedSendersApi.class);

    @Test
    void whatIsGrantedIsAmongTheAddressesOfTheNextSession() {
        var ann = server.createAccount("ann@granted.example", PASSWORD);
        server.createAccount("boss@granted.example", PASSWORD);
        assertThat(senders.get(ann).addresses()).isEmpty();
        senders.set(ann, new GrantedSenders(List.of("Boss@Granted.Example", "noreply@granted.example")));
        assertThat(senders.get(ann).addresses()).containsExactly("Boss@granted.example", "noreply@granted.example");
        assertThat(server.loginOverRest("ann@granted.example", PASSWORD).addresses())
                .containsExactly("ann@granted.example", "boss@granted.example", "noreply@granted.example");
        assertThat(server.loginOverRest("boss@granted.example", PASSWORD).addresses())
                .containsExactly("boss@granted.example");

        senders.set(ann, new GrantedSenders(List.of()));
        assertThat(server.loginOverRest("ann@granted.example", PASSWORD).addresses())
                .containsExactly("ann@granted.example");
    }

    @Test
    void whatIsNotOursCannotBeGranted() {
        var ann = server.createAccount("ann@ours.granted.example", PASSWORD);
        assertThatThrownBy(() -> senders.set(ann, new GrantedSenders(List.of("eve@elsewhere.example"))))
                .isInstanceOf(MailboxException.NotFound.class);
        var key = server.client()
                .api(ApiKeysApi.class)
                .create(new NewApiKey("one domain", AdminRole.PROVISION, "ours.granted.example", null));
        server.createAccount("eve@other.granted.example", PASSWORD);
        var limited = server.client(key.key()).api(GrantedSendersApi.class);
        assertThatThrownBy(() -> limited.set(ann, new GrantedSenders(List.of("eve@other.granted.example"))))
                .isInstanceOf(MailboxException.NotFound.class);
        limited.set(ann, new GrantedSenders(List.of("all@ours.granted.example")));
        assertThat(senders.get(ann).addresses()).containsExactly("all@ours.granted.example");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                       | addresses
            {"addresses": ["ann"]}                   | addresses[0]
            {"addresses": ["a@granted.example", ""]} | addresses[1]
            """)
    void whatIsWrongIsNamed(String json, String field) {
        var account = server.createAccount("ann" + Math.abs(json.hashCode()) + "@granted.example", PASSWORD);
        var answer = new RawHttp(server.url(), MailboxServer.ADMIN_KEY)
                .call("PUT", "/v1/accounts/" + account + "/granted-senders", "application/json", json);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
    }

    @Test // RFC 5233, 4
    void subAddressesAreOwnUnlessTheyMayBeAnothers() {
        var domains = server.client().api(DomainsApi.class);
        var ann = server.createAccount("ann@sub.granted.example", PASSWORD);
        server.createAccount("bob@sub.granted.example", PASSWORD);
        server.createAccount("bob+work@sub.granted.example", PASSWORD);
        server.client()
                .api(AliasesApi.class)
                .create(new Alias("sales@sub.granted.example", List.of("ann@sub.granted.example")));
        assertThat(server.loginOverRest("ann@sub.granted.example", PASSWORD).subAddresses())
                .containsExactly("ann+@sub.granted.example", "sales+@sub.granted.example");
        assertThat(server.loginOverRest("bob@sub.granted.example", PASSWORD).subAddresses())
                .isEmpty();
        var addresses = server.bean(SenderAddresses.class);
        assertThat(addresses.mayUse(ann, Address.parse("from", "Ann+Shop@sub.granted.example")))
                .isTrue();
        assertThat(addresses.mayUse(ann, Address.parse("from", "bob+shop@sub.granted.example")))
                .isFalse();
        assertThat(addresses.mayUse(ann, Address.parse("from", "ann+shop@granted.example")))
                .isFalse();

        domains.create(new NewDomain("none.granted.example"));
        domains.change("none.granted.example", new DomainChange(null, null, null, false, null, null, null, null));
        server.createAccount("ann@none.granted.example", PASSWORD);
        assertThat(server.loginOverRest("ann@none.granted.example", PASSWORD).subAddresses())
                .isEmpty();
    }
}
