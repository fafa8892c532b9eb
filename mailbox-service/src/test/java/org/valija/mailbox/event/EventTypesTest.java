package org.valija.mailbox.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.api.event.EventTypesApi;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;

/** What events there are, as anybody may ask the service, and as docs/events.md says. */
class EventTypesTest {

    private static final Path PAGE = Path.of("..", "docs", "events.md");
    private static final String TYPES = "## Types\n";

    private final MailboxServer server = MailboxServer.shared();

    @Test
    void everyTypeIsListedAndHasASchema() {
        var types = server.client(ServiceName.IMAP).api(EventTypesApi.class);
        var listed = types.list().items();
        assertThat(listed).hasSize(EventType.values().length).allSatisfy(type -> {
            assertThat(type.description()).isNotBlank();
            var schema = types.schema(type.type());
            assertThat(schema.get("$id").asString()).isEqualTo(type.dataschema().toString());
            assertThat(schema.get("properties")).isNotEmpty();
            assertThat(schema.get("description").asString()).isEqualTo(type.description());
        });
        assertThatThrownBy(() -> types.schema("org.valija.moon.risen")).isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void aSchemaTellsWhatMayBeMissingAndWhichWordsThereAre() {
        var answer = new RawHttp(server.url(), null).get("/v1/event-types/org.valija.message.rejected");
        assertThat(answer.header("Content-Type")).isEqualTo("application/schema+json");
        var schema = answer.json();
        assertThat(schema.get("required").valueStream().map(name -> name.asString()))
                .contains("stage", "reply", "traceId")
                .doesNotContain("account", "helo");
        assertThat(schema.at("/properties/stage/enum").valueStream().map(word -> word.asString()))
                .contains("recipient", "content");
        assertThat(schema.at("/properties/account/minimum").asInt()).isEqualTo(1);
        assertThat(schema.at("/properties/helo/description").asString()).startsWith("the name that the client gave");
    }

    /** To write the page anew, run this with {@code -Dcontract.write=true}. */
    @Test
    void thePageSaysWhatTheSchemasSay() throws IOException {
        var page = Files.readString(PAGE);
        var expected = page.substring(0, page.indexOf(TYPES) + TYPES.length()) + EventTypePages.markdown();
        if (Boolean.getBoolean("contract.write")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(PAGE)
                .as("the types in docs/events.md are made from the code")
                .hasContent(expected);
    }
}
