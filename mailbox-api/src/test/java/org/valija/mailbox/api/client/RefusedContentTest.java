package org.valija.mailbox.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.InputStreamResource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.client.ClosingServer.Deed;

/** A refusal that comes while content is still being sent. */
class RefusedContentTest {

    interface Service {

        @GetExchange("/read")
        String read();

        @PostExchange(value = "/store", contentType = "message/rfc822")
        String store(@RequestBody InputStreamResource message);
    }

    @Test
    void itsConnectionIsNotUsedAgain() throws IOException {
        try (var server = new ClosingServer(Deed.REFUSE_WITHIN_CONTENT, Deed.ANSWER);
                var client = new MailboxClient(new MailboxClientProperties(
                        server.uri(), "credential", Duration.ofSeconds(2), Duration.ofSeconds(5), 10))) {
            var service = client.api(Service.class);
            assertThatThrownBy(() -> service.store(new InputStreamResource(endless())))
                    .isInstanceOf(MailboxException.class);
            assertThat(service.read()).isEqualTo("ok");
            assertThat(server.requests()).containsExactly("1 POST /store", "2 GET /read");
        }
    }

    private static InputStream endless() {
        return new InputStream() {
            @Override
            public int read() {
                return 'x';
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                return length;
            }
        };
    }
}
