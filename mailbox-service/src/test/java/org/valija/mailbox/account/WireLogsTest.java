package org.valija.mailbox.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.WireLogOrder;
import org.valija.mailbox.api.account.WireLogsApi;
import org.valija.mailbox.api.audit.AuditRecord;
import org.valija.mailbox.api.audit.AuditRecordsApi;
import org.valija.mailbox.testing.MailboxServer;

class WireLogsTest {

    private final MailboxServer server = MailboxServer.shared();
    private final WireLogsApi wireLogs = server.client().api(WireLogsApi.class);

    @Test
    void lastsAsLongAsItIsWanted() {
        var account = server.createAccount("ann@wirelog.example", "correct horse");
        assertThat(wireLogs.get(account).until()).isNull();
        assertThat(server.loginOverRest("ann@wirelog.example", "correct horse").wireLogUntil())
                .isNull();

        var until = wireLogs.set(account, new WireLogOrder(30)).until();

        assertThat(until)
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(25)),
                        Instant.now().plus(Duration.ofMinutes(31)));
        assertThat(wireLogs.get(account).until()).isNotNull();
        assertThat(server.loginOverRest("ann@wirelog.example", "correct horse").wireLogUntil())
                .isNotNull();

        wireLogs.delete(account);
        assertThat(wireLogs.get(account).until()).isNull();
    }

    @Test
    void whoSwitchedItOnOrOffIsRecorded() {
        var account = server.createAccount("bob@wirelog.example", "correct horse");
        wireLogs.set(account, new WireLogOrder(5));
        wireLogs.delete(account);
        var path = "/v1/accounts/" + account + "/wire-log";
        var records = server.client()
                .api(AuditRecordsApi.class)
                .list(null, path, null, null, null, null, null)
                .items();
        assertThat(records).extracting(AuditRecord::method).containsExactly("DELETE", "PUT");
        assertThat(records.getLast().changes()).containsEntry("minutes", new AuditRecord.Change(null, 5));
        assertThat(records.getFirst().changes().get("until").before()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1_441, Integer.MAX_VALUE})
    void neverForEver(int minutes) {
        var account = server.createAccount("user" + minutes + "@wirelog.example", "correct horse");
        assertThatThrownBy(() -> wireLogs.set(account, new WireLogOrder(minutes)))
                .isInstanceOf(MailboxException.Invalid.class)
                .extracting("field")
                .isEqualTo("minutes");
    }

    @Test
    void onlyOfAccountsThatThereAre() {
        var nobody = new AccountId(987_654_321);
        assertThatThrownBy(() -> wireLogs.set(nobody, new WireLogOrder(1)))
                .isInstanceOf(MailboxException.NotFound.class);
        assertThatThrownBy(() -> wireLogs.get(nobody)).isInstanceOf(MailboxException.NotFound.class);
    }
}
