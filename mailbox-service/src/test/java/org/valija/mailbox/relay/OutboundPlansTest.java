package org.valija.mailbox.relay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.OutboundDestinationsApi;
import org.valija.mailbox.api.outbound.OutboundMessagesApi;
import org.valija.mailbox.api.outbound.OutboundPause;
import org.valija.mailbox.api.outbound.RecipientOutcome.Result;
import org.valija.mailbox.testing.ExplainedStatements;
import org.valija.mailbox.testing.ExplainedStatements.Work;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** However many wait, PostgreSQL finds what is due by an index, and never looks through all of them. */
class OutboundPlansTest {

    private static final int WAITING = 120_000;
    private static final ExplainedStatements EXPLAINED = new ExplainedStatements();
    private static MailboxServer server;
    private static Gateway gateway;

    /** Most wait for one destination, the others for 200; a tenth has been delivered. */
    @BeforeAll
    static void start() {
        server = MailboxServer.on(TestPostgres.database(), EXPLAINED::watch);
        gateway = new Gateway(server, "plans");
        var ann = server.createAccount("ann@plans.example", "correct horse");
        gateway.submit(ann, "ann@plans.example", "Subject: plans\r\n\r\nx\r\n", "first@one.example");
        server.database().execute("""
                insert into outbound_message (content_hash, size, reverse_path, trace_id)
                select m.content_hash, m.size, 'ann' || n || '@plans.example', 't'
                from outbound_message m, generate_series(1, %d) n""".formatted(WAITING));
        server.database().execute("""
                insert into outbound_recipient (message_id, recipient, address, destination, domain, due_at, state, settled_at)
                select id, 'u' || id || '@' || d, 'u' || id || '@' || d, d, 'plans.example',
                    now() + case when id % 3 = 0 then interval '1 hour' else interval '-1 hour' end,
                    case when id % 10 = 0 then 'delivered' else 'queued' end, case when id % 10 = 0 then now() end
                from (select id, case when id % 4 = 0 then 'd' || id % 200 || '.example' else 'busy.example' end as d
                    from outbound_message where id > 1) as m""");
        server.database().execute("vacuum analyze");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static void byIndex(Work work) throws Exception {
        assertThat(EXPLAINED.of(work))
                .isNotEmpty()
                .allSatisfy((statement, plan) -> assertThat(plan)
                        .as(statement)
                        .doesNotContain("Seq Scan on outbound_recipient", "Seq Scan on outbound_message"));
    }

    @Test
    void whatIsDueIsLeasedAndSettledByIndex() throws Exception {
        byIndex(() -> {
            var leases = gateway.lease(60, 1, 0);
            assertThat(leases).hasSizeGreaterThan(40);
            assertThat(leases).extracting(lease -> lease.destination()).contains("busy.example", "d4.example");
            for (var lease : leases.subList(0, 3)) {
                gateway.settle(lease, Result.DEFERRED);
            }
            gateway.queue()
                    .release(new LeaseIds(
                            leases.stream().skip(3).map(lease -> lease.id()).toList()));
        });
    }

    @Test
    void aBusyDestinationThatIsPausedKeepsNoOtherWaiting() throws Exception {
        var destinations = server.client().api(OutboundDestinationsApi.class);
        destinations.pause("busy.example", new OutboundPause("test"));
        byIndex(() -> assertThat(gateway.lease(20, 5, 0))
                .isNotEmpty()
                .allSatisfy(lease -> assertThat(lease.destination()).isNotEqualTo("busy.example")));
        destinations.resume("busy.example");
    }

    @Test
    void administratorsFindWhatTheyLookForByIndex() throws Exception {
        var messages = server.client().api(OutboundMessagesApi.class);
        byIndex(() -> {
            messages.list("plans.example", null, null, null, null, null, null, 10);
            messages.list(null, "u9@busy.example", null, null, null, null, null, 10);
            messages.list(null, null, "ann77@plans.example", null, null, null, null, 10);
            messages.list(null, null, null, "d4.example", null, null, null, 10);
            messages.get(2);
        });
    }
}
