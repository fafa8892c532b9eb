package org.valija.mailbox.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.valija.mailbox.api.client.ClosingServer.Deed.ANSWER;
import static org.valija.mailbox.api.client.ClosingServer.Deed.ANSWER_503_AND_CLOSE;
import static org.valija.mailbox.api.client.ClosingServer.Deed.CLOSE_WITHOUT_ANSWER;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.MailboxException.Unavailable;
import org.valija.mailbox.api.Safe;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.client.ClosingServer.Deed;

/** RFC 9110, 9.2.2: what is asked again when a replica ends whose connections were kept, and what never is. */
class RepeatsTest {

    private static final UserToken USER = new UserToken("token");

    interface Service {

        @GetExchange("/read")
        String read();

        @Safe
        @PostExchange("/ask")
        String ask(UserToken user, @RequestBody String question);

        @PostExchange("/change")
        String change(UserToken user, @RequestBody String change);

        @PostExchange(value = "/deliver", contentType = "message/rfc822")
        String deliver(@RequestBody ByteArrayResource message);
    }

    @Test
    void whatOnlyReadsIsAskedAgainOnAnotherConnection() throws IOException {
        try (var server = new ClosingServer(ANSWER, CLOSE_WITHOUT_ANSWER, ANSWER, CLOSE_WITHOUT_ANSWER, ANSWER)) {
            calling(server, service -> {
                assertThat(service.read()).isEqualTo("ok");
                assertThat(service.ask(USER, "who?")).isEqualTo("ok");
                assertThat(service.read()).isEqualTo("ok");
            });
            assertThat(server.requests())
                    .containsExactly("1 GET /read", "1 POST /ask", "2 POST /ask", "2 GET /read", "3 GET /read");
        }
    }

    @Test
    void whatMayHaveBeenDoneIsNotDoneAgain() throws IOException {
        refuses(service -> service.change(USER, "more"), ANSWER, CLOSE_WITHOUT_ANSWER);
    }

    @Test
    void whatNobodyLookedAtIsSentAgain() throws IOException {
        try (var server = new ClosingServer(ANSWER, ANSWER_503_AND_CLOSE, ANSWER)) {
            calling(server, service -> {
                service.read();
                assertThat(service.change(USER, "more")).isEqualTo("ok");
            });
            assertThat(server.requests()).containsExactly("1 GET /read", "1 POST /change", "2 POST /change");
        }
    }

    @Test
    void contentThatHasBeenReadIsNotSentAgain() throws IOException {
        refuses(service -> service.deliver(new ByteArrayResource(new byte[3])), ANSWER, ANSWER_503_AND_CLOSE);
    }

    @Test
    void twiceIsEnough() throws IOException {
        try (var server = new ClosingServer(ANSWER, CLOSE_WITHOUT_ANSWER, CLOSE_WITHOUT_ANSWER)) {
            calling(server, service -> {
                service.read();
                assertThatThrownBy(service::read).isInstanceOf(Unavailable.class);
            });
            assertThat(server.requests()).hasSize(3);
        }
    }

    private static void refuses(Consumer<Service> call, Deed... deeds) throws IOException {
        try (var server = new ClosingServer(deeds)) {
            calling(server, service -> {
                service.read();
                assertThatThrownBy(() -> call.accept(service)).isInstanceOf(Unavailable.class);
            });
            assertThat(server.requests()).hasSize(2);
        }
    }

    private static void calling(ClosingServer server, Consumer<Service> calls) throws IOException {
        URI uri = server.uri();
        var properties =
                new MailboxClientProperties(uri, "credential", Duration.ofSeconds(2), Duration.ofSeconds(30), 10);
        try (var client = new MailboxClient(properties)) {
            calls.accept(client.api(Service.class));
        }
    }
}
