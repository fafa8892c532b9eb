package org.valija.mailbox.api.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import tools.jackson.databind.json.JsonMapper;

class CloudEventTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void comesBackFromJsonAsItWas() {
        var event = new MailEvent(
                "42-7",
                Instant.parse("2026-01-02T03:04:05Z"),
                new EventData.MessagesExpunged(new AccountId(7), new MailboxId(12), UidSet.parse("1:3,9"), 5));

        var json = JSON.writeValueAsString(CloudEvent.of(event));

        assertThat(JSON.readValue(json, CloudEvent.class).toMailEvent()).contains(event);
        assertThat(JSON.readTree(json)).isEqualTo(JSON.readTree("""
                        {"specversion": "1.0", "id": "42-7", "source": "/v1/accounts/7", "subject": "mailboxes/12",
                         "type": "org.valija.messages.expunged", "time": "2026-01-02T03:04:05Z",
                         "datacontenttype": "application/json",
                         "dataschema": "urn:valija:event:org.valija.messages.expunged",
                         "data": {"account": 7, "mailbox": 12, "uids": "1:3,9", "modseq": 5}}
                        """));
    }

    @Test
    void aTypeOfANewerServerIsPassedOver() {
        var newer = JSON.readValue("""
                {"specversion": "1.0", "id": "1", "source": "/v1", "type": "org.valija.moon.risen",
                 "time": "2026-01-02T03:04:05Z", "datacontenttype": "application/json", "data": {"phase": "full"}}
                """, CloudEvent.class);

        assertThat(newer.toMailEvent()).isEmpty();
    }
}
