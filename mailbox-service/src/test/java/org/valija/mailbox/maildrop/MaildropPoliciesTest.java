package org.valija.mailbox.maildrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.api.mailbox.NewMailbox;
import org.valija.mailbox.api.mailbox.SpecialUse;
import org.valija.mailbox.api.maildrop.Maildrop;
import org.valija.mailbox.api.maildrop.MaildropLimits;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropPolicy;
import org.valija.mailbox.api.maildrop.MaildropPolicy.Deletion;
import org.valija.mailbox.api.maildrop.MaildropTerms;
import org.valija.mailbox.api.maildrop.MaildropUpdate;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.mailbox.testing.TestUser;
import org.valija.testkit.TestPostgres;

/** What maildrops do with messages that were deleted or retrieved, and which they show. */
class MaildropPoliciesTest {

    private static final AtomicInteger DOMAINS = new AtomicInteger();
    private static final SettableClock CLOCK = new SettableClock();
    private static MailboxServer server;

    private final String domain = "policy" + DOMAINS.incrementAndGet() + ".example";
    private final TestUser ann = TestUser.create(server, "ann@" + domain, 0);
    private final MaildropPoliciesApi policies = server.client().api(MaildropPoliciesApi.class);

    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), CLOCK.inServer());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private Maildrop open() {
        return ann.maildrops().open(ann.token(), ann.account());
    }

    /** A session that retrieves and deletes. */
    private UidSet session(String deleted, String retrieved) {
        var update = new MaildropUpdate(UidSet.parse(deleted), UidSet.parse(retrieved));
        return ann.maildrops().update(ann.token(), ann.account(), open().lease().id(), update);
    }

    private void say(Deletion deletion, Boolean markRead, Integer newerThanDays, Integer loginDelaySeconds) {
        policies.setOfAccount(ann.account(), new MaildropPolicy(deletion, markRead, newerThanDays, loginDelaySeconds));
    }

    @Test
    void whereNobodySaysAnythingTheSettingsHold() {
        assertThat(policies.ofDomain(domain)).isEqualTo(MaildropPolicy.NONE);
        assertThat(policies.ofAccount(ann.account())).isEqualTo(MaildropPolicy.NONE);
        assertThat(policies.terms(ann.account())).isEqualTo(new MaildropTerms(Deletion.EXPUNGE, false, null, 0));
    }

    @Test
    void theAccountGoesBeforeItsDomain() {
        var ofDomain = new MaildropPolicy(Deletion.TRASH, true, 30, 60);
        assertThat(policies.setOfDomain(domain, ofDomain)).isEqualTo(ofDomain);
        assertThat(policies.ofDomain(domain)).isEqualTo(ofDomain);
        assertThat(policies.terms(ann.account())).isEqualTo(new MaildropTerms(Deletion.TRASH, true, 30, 60));

        say(Deletion.EXPUNGE, null, 0, null);
        assertThat(policies.terms(ann.account())).isEqualTo(new MaildropTerms(Deletion.EXPUNGE, true, null, 60));
        assertThat(open().terms()).isEqualTo(policies.terms(ann.account()));

        policies.setOfAccount(ann.account(), MaildropPolicy.NONE);
        assertThat(policies.terms(ann.account())).isEqualTo(new MaildropTerms(Deletion.TRASH, true, 30, 60));
    }

    @Test // RFC 2449, 6.5 and 6.7
    void theLimitsAreTheWorstOfAll() {
        try (var fresh = MailboxServer.on(TestPostgres.database(), "mailbox.maildrop.login-delay=10s")) {
            var admin = fresh.client().api(MaildropPoliciesApi.class);
            var pop3 = fresh.client(ServiceName.POP3).api(MaildropPoliciesApi.class);
            assertThat(pop3.limits()).isEqualTo(new MaildropLimits(null, false, 10, false));

            var bob = fresh.createAccount("bob@worst.example", "correct horse");
            admin.setOfDomain("worst.example", new MaildropPolicy(null, null, 30, 0));
            admin.setOfAccount(bob, new MaildropPolicy(null, null, 7, null));
            assertThat(pop3.limits()).isEqualTo(new MaildropLimits(7, true, 10, true));
        }
    }

    @Test
    void deletedMessagesAreGoneOrKeptInTrash() {
        for (int i = 0; i < 4; i++) {
            ann.append("INBOX", "Subject: " + i + "\r\n\r\n");
        }
        assertThat(session("1", "1")).isEqualTo(UidSet.of(1));
        assertThat(ann.status("Trash").messages()).isZero();

        say(Deletion.TRASH, null, null, null);
        var uniqueId = open().uniqueIds();
        ann.maildrops().release(ann.token(), ann.account(), "not the lease");
        CLOCK.advance(Duration.ofMinutes(2));
        assertThat(session("1:3,9", "2")).isEqualTo(UidSet.parse("2:3"));
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.of(4));
        assertThat(ann.status("Trash").messages()).isEqualTo(2);

        // Moved back, it is the message that it was: RFC 1939, 7
        ann.move(ann.id("Trash"), "1", "INBOX");
        assertThat(open().uniqueIds()).containsExactly(uniqueId[2], uniqueId[0]);
    }

    @Test
    void trashIsMadeAgainWhereItIsMissing() {
        say(Deletion.TRASH, null, null, null);
        ann.append("INBOX", "Subject: a\r\n\r\n");
        ann.append("INBOX", "Subject: b\r\n\r\n");
        ann.mailboxes().delete(ann.token(), ann.account(), "Trash");
        session("1", "");
        assertThat(ann.status("Trash").messages()).isEqualTo(1);
        // Under whatever name the user has it
        ann.mailboxes().rename(ann.token(), ann.account(), "Trash", new NewMailbox("Papierkorb", SpecialUse.TRASH));
        session("2", "");
        assertThat(ann.status("Papierkorb").messages()).isEqualTo(2);
    }

    @Test
    void retrievedMessagesAreMarkedAsReadWhereThatIsWanted() {
        for (int i = 0; i < 3; i++) {
            ann.append("INBOX", "Subject: " + i + "\r\n\r\n");
        }
        session("", "1:2");
        assertThat(ann.status("INBOX").unseen()).isEqualTo(3);

        say(null, true, null, null);
        session("2", "1:2");
        assertThat(ann.status("INBOX").unseen()).isEqualTo(1);
        assertThat(ann.uids("INBOX")).isEqualTo(UidSet.parse("1,3"));
    }

    @Test
    void onlyNewMessagesAreShownWhereThatIsWanted() {
        var now = CLOCK.instant();
        for (int days : List.of(40, 8, 6, 0)) {
            ann.append("INBOX", "Subject: a\r\n\r\n", Flags.NONE, now.minus(Duration.ofDays(days)));
        }
        assertThat(ann.append("INBOX", "Subject: a\r\n\r\n", Flags.NONE, Instant.EPOCH)
                        .uids())
                .isEqualTo(UidSet.of(5));
        say(null, null, 7, null);
        var drop = open();
        assertThat(drop.uids()).isEqualTo(UidSet.parse("3:4"));
        assertThat(drop.sizes()).hasSize(2);
        assertThat(drop.terms().expireDays()).isEqualTo(7);
    }

    @Test // RFC 2449, 6.5 and 8.1.1
    void aMaildropWithALoginDelayCanBeOpenedOnlySoOften() {
        say(null, null, null, 60);
        var lease = open().lease();
        // Open already comes before too soon
        assertThatExceptionOfType(MailboxException.InUse.class).isThrownBy(this::open);
        ann.maildrops().release(ann.token(), ann.account(), lease.id());
        CLOCK.advance(Duration.ofSeconds(59));
        assertThatExceptionOfType(MailboxException.TooSoon.class).isThrownBy(this::open);
        // A refusal neither counts as an opening nor holds the maildrop
        CLOCK.advance(Duration.ofSeconds(1));
        assertThat(open().uids()).isEqualTo(UidSet.empty());
    }

    @ParameterizedTest // RFC 1939, 11, and DotStuffingOutput: RETR ends every message with CRLF
    @CsvSource(textBlock = """
            '',                        0
            'a: b\\r\\n\\r\\nc\\r\\n', 11
            'a: b\\r\\n\\r\\nc',       11
            'a: b\\r\\n\\r\\nc\\n',    12
            'a: b\\r\\n\\r\\nc\\r',    12
            'a: b\\r\\n\\r\\n',        8
            'a: b',                    6
            '\\n',                     3
            '\\r\\n',                  2
            """)
    void sizesCountTheFinalCrlf(String message, int size) {
        ann.append("INBOX", message.replace("\\r", "\r").replace("\\n", "\n"));
        assertThat(open().sizes()).containsExactly(size);
    }

    @Test
    void sizesCountTheFinalCrlfOfCopiesAndOfLargeMessages() {
        var large = "Subject: large\r\n\r\n" + "x".repeat(600_000);
        ann.append("INBOX", large);
        ann.append("INBOX", large + "\r\n");
        ann.append("INBOX", "a: b");
        ann.copy(ann.id("INBOX"), "1,3", "INBOX");
        int size = large.length() + 2;
        assertThat(open().sizes()).containsExactly(size, size, 6, size, 6);
    }

    @Test
    void aDisabledAccountCannotRenewItsLease() {
        var lease = open().lease();
        server.client().api(AccountsApi.class).change(ann.account(), AccountChange.enabled(false));
        assertThatExceptionOfType(MailboxException.NotPermitted.class)
                .isThrownBy(() -> ann.maildrops().renew(ann.token(), ann.account(), lease.id()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"newerThanDays":-1}             | newerThanDays
            {"newerThanDays":36501}          | newerThanDays
            {"loginDelaySeconds":-1}         | loginDelaySeconds
            {"loginDelaySeconds":86401}      | loginDelaySeconds
            {"deletion":"burn"}              | deletion
            {"markRead":"perhaps"}           | markRead
            """)
    void whatIsNoPolicyIsRefused(String json, String field) {
        var http = new RawHttp(server.url(), MailboxServer.ADMIN_KEY);
        for (var path : List.of("/v1/domains/" + domain, "/v1/accounts/" + ann.account())) {
            var answer = http.call("PUT", path + "/maildrop-policy", "application/json", json);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.problem().field()).isEqualTo(field);
        }
        assertThat(policies.ofDomain(domain)).isEqualTo(MaildropPolicy.NONE);
    }

    @Test
    void policiesAreForAdministratorsAndTermsForTheirUserToo() {
        var policy = "/v1/accounts/" + ann.account() + "/maildrop-policy";
        var terms = "/v1/accounts/" + ann.account() + "/maildrop-terms";
        var user = new RawHttp(server.url(), ann.token().value());
        assertThat(user.get(terms).status()).isEqualTo(200);
        assertThat(user.get(policy).status()).isEqualTo(200);
        assertThat(user.call("PUT", policy, "application/json", "{}").status()).isEqualTo(403);
        assertThat(user.get("/v1/maildrop-limits").status()).isEqualTo(403);

        var service = new RawHttp(server.url(), MailboxServer.credential(ServiceName.POP3));
        assertThat(service.get(policy).status()).isEqualTo(403);
        assertThat(service.get("/v1/maildrop-limits").status()).isEqualTo(200);
        assertThat(service.get("/v1/domains/" + domain + "/maildrop-policy").status())
                .isEqualTo(403);
    }

    @Test
    void nobodysPolicyIsNotFound() {
        var nobody = new AccountId(987_654_321);
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> policies.ofAccount(nobody));
        assertThatExceptionOfType(MailboxException.NotFound.class).isThrownBy(() -> policies.terms(nobody));
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(() -> policies.setOfAccount(nobody, MaildropPolicy.NONE));
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(() -> policies.setOfDomain("no.example", MaildropPolicy.NONE));
    }
}
