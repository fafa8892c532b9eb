package org.valija.mailbox.openapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.valija.mailbox.api.delivery.DeliveryOptions;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.dkim.DkimAlgorithm;
import org.valija.mailbox.api.dkim.DkimKey;
import org.valija.mailbox.api.dkim.DkimKeyState;
import org.valija.mailbox.api.dkim.NewDkimKey;
import org.valija.mailbox.api.dkim.SigningKey;
import org.valija.mailbox.api.outbound.LeaseIds;
import org.valija.mailbox.api.outbound.LeaseRenewal;
import org.valija.mailbox.api.outbound.LeaseRequest;
import org.valija.mailbox.api.outbound.LeasedRecipient;
import org.valija.mailbox.api.outbound.NewOutboundRoute;
import org.valija.mailbox.api.outbound.OutboundDestination;
import org.valija.mailbox.api.outbound.OutboundLease;
import org.valija.mailbox.api.outbound.OutboundOrder;
import org.valija.mailbox.api.outbound.OutboundOrderReport;
import org.valija.mailbox.api.outbound.OutboundPause;
import org.valija.mailbox.api.outbound.OutboundRoute;
import org.valija.mailbox.api.outbound.SmartHostTls;

/** Examples of what is sent to other servers, and how. */
final class RelayExamples {

    private static final Instant THEN = Instant.parse("2026-03-01T09:30:00Z");
    private static final LeaseIds LEASES =
            new LeaseIds(List.of(UUID.fromString("8f14e45f-ceea-467f-a8d5-2d9f0f0c7a11")));

    static final List<Object> RECORDS = List.of(
            new LeaseRequest("gateway-1", 100, 20, 300, 20, Set.of("busy.example"), true, 65_536),
            lease(),
            new LeaseRenewal(LEASES.leases(), 300),
            LEASES,
            OutboundOrder.of(OutboundOrder.Action.RETRY),
            new OutboundOrderReport(12),
            new OutboundDestination("elsewhere.example", 12, THEN, THEN, "they are moving"),
            new OutboundPause("they are moving"),
            new NewOutboundRoute(
                    true, "example.org", null, "smart.example.net", 587, SmartHostTls.VERIFIED, "valija", "secret"),
            new OutboundRoute(3, true, "example.org", null, "smart.example.net", 587, SmartHostTls.VERIFIED, "valija"),
            new NewDkimKey(DkimAlgorithm.ED25519, null),
            new DkimKey(
                    "example.org",
                    "ed25519-20260301",
                    DkimAlgorithm.ED25519,
                    DkimKeyState.PUBLISHED,
                    "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
                    THEN,
                    null,
                    null),
            new SigningKey(
                    "example.org",
                    "ed25519-20260301",
                    DkimAlgorithm.ED25519,
                    "PKCS #8".getBytes(StandardCharsets.US_ASCII)));

    private RelayExamples() {}

    private static OutboundLease lease() {
        return new OutboundLease(
                LEASES.leases().getFirst(),
                5,
                "elsewhere.example",
                null,
                "ann@example.org",
                4_811,
                THEN,
                "a1f0-3",
                true,
                new DeliveryOptions(
                        DeliveryOptions.Body.EIGHT_BIT,
                        false,
                        false,
                        null,
                        null,
                        List.of(new RecipientOptions(Set.of(), null))),
                List.of(new LeasedRecipient(
                        "carol@elsewhere.example",
                        null,
                        1,
                        LeasedRecipient.Order.SEND,
                        LeasedRecipient.OnDeferral.RETRY,
                        null,
                        null)),
                null);
    }
}
