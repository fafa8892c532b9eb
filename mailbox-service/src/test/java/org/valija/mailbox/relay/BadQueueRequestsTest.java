package org.valija.mailbox.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseOutcome;
import org.valija.mailbox.api.outbound.OutboundNotice;
import org.valija.mailbox.api.outbound.OutboundQueueApi;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** What gateways should not ask, and not tell. */
class BadQueueRequestsTest {

    private static final UUID LEASE = UUID.fromString("8f14e45f-ceea-467f-a8d5-2d9f0f0c7a11");
    private static MailboxServer server;
    private static Gateway gateway;

    @BeforeAll
    static void start() {
        server = MailboxServer.shared();
        gateway = new Gateway(server, "bad");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            owner          | {"owner":" ","count":1,"perDestination":1,"leaseSeconds":10,"waitSeconds":0,"except":[]}
            count          | {"owner":"g","count":0,"perDestination":1,"leaseSeconds":10,"waitSeconds":0,"except":[]}
            count          | {"owner":"g","count":1001,"perDestination":1,"leaseSeconds":10,"waitSeconds":0,"except":[]}
            perDestination | {"owner":"g","count":1,"perDestination":0,"leaseSeconds":10,"waitSeconds":0,"except":[]}
            leaseSeconds   | {"owner":"g","count":1,"perDestination":1,"leaseSeconds":9,"waitSeconds":0,"except":[]}
            leaseSeconds   | {"owner":"g","count":1,"perDestination":1,"leaseSeconds":3601,"waitSeconds":0,"except":[]}
            waitSeconds    | {"owner":"g","count":1,"perDestination":1,"leaseSeconds":10,"waitSeconds":31,"except":[]}
            waitSeconds    | {"owner":"g","count":1,"perDestination":1,"leaseSeconds":10,"waitSeconds":-1,"except":[]}
            except         | {"owner":"g","count":1,"perDestination":1,"leaseSeconds":10,"waitSeconds":0}
            """)
    void aLeaseIsAskedForWithinLimits(String field, String body) {
        var answer = new RawHttp(server.url(), MailboxServer.credential(ServiceName.SMTP))
                .post("/v1/outbound-queue/leases", body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.problem().field()).isEqualTo(field);
    }

    @Test
    void leasesAreNamedByTheThousandAtMost() {
        assertThatThrownBy(() -> gateway.queue().release(new LeaseIds(List.of())))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(() -> gateway.queue().release(new LeaseIds(Collections.nCopies(1001, LEASE))))
                .isInstanceOf(MailboxException.Invalid.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POP3", "IMAP"})
    void whoDoesNotSendLeasesNothing(ServiceName service) {
        var queue = server.client(service).api(OutboundQueueApi.class);
        assertThatThrownBy(() -> queue.release(new LeaseIds(List.of(LEASE))))
                .isInstanceOf(MailboxException.NotPermitted.class);
        assertThatThrownBy(() -> queue.content(1, null)).isInstanceOf(MailboxException.NotPermitted.class);
        assertThatThrownBy(() -> server.client().api(OutboundQueueApi.class).content(1, null))
                .as("administrators read no mail")
                .isInstanceOf(MailboxException.NotPermitted.class);
    }

    @Test
    void whatNobodyHasIsLost() {
        assertThat(gateway.settle(List.of(delivered()), List.of(), List.of())).containsExactly(LEASE);
    }

    @Test
    void aSettlementIsAboutSomething() {
        refused("outcomes", List.of(), List.of());
        refused("outcomes", List.of(new LeaseOutcome(LEASE, List.of())), List.of());
        refused("outcomes", List.of(delivered(), delivered()), List.of());
        var many = new ArrayList<>(Collections.nCopies(10_001, Gateway.outcome("a@b.example", Result.DELIVERED)));
        refused("outcomes", List.of(new LeaseOutcome(LEASE, many)), List.of());
    }

    @Test
    void aNoticeIsAboutALeaseThatIsSettledAlongWithIt() {
        refused(
                "notices",
                List.of(delivered()),
                List.of(new OutboundNotice(UUID.randomUUID(), OutboundNotice.Kind.FAILED)));
    }

    @Test
    void aSettlementThatBreaksOffCountsForNothing() {
        var notice = new OutboundNotice(LEASE, OutboundNotice.Kind.FAILED);
        refused(null, List.of(delivered()), List.of(notice));
        assertThatThrownBy(() -> gateway.queue().settle(CborSequence.of(out -> out.write("octets".getBytes()))))
                .isInstanceOf(MailboxException.Invalid.class);
        assertThatThrownBy(() -> gateway.queue().settle(CborSequence.of(_ -> {})))
                .isInstanceOf(MailboxException.Invalid.class);
    }

    private static LeaseOutcome delivered() {
        return new LeaseOutcome(LEASE, List.of(Gateway.outcome("a@b.example", Result.DELIVERED)));
    }

    private static void refused(@Nullable String field, List<LeaseOutcome> outcomes, List<OutboundNotice> notices) {
        assertThatThrownBy(() -> gateway.settle(outcomes, notices, List.of()))
                .isInstanceOfSatisfying(
                        MailboxException.Invalid.class,
                        refusal -> assertThat(refusal.field()).isEqualTo(field));
    }
}
