package org.valija.smtp.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields are seen in a header, wherever the network cuts it. */
class HeaderPassTest {

    @ParameterizedTest // RFC 5322, 2.2
    @CsvSource(delimiter = '|', textBlock = """
            Date: x^Message-ID: <1@x>^^body^             | true  | true  | 0 | true
            date : x^MESSAGE-id:<1@x>^^Received: no^     | true  | true  | 0 | true
            Received: a^ Date: x^~Message-ID: y^^        | false | false | 1 | true
            Received: a^Received: b^received:c^Subject:^ | false | false | 3 | false
            ^Date: x^                                    | false | false | 0 | true
            no header at all^Date: x^                    | false | false | 0 | true
            From ann Sat Nov 21 10:00:00 2026^Date: x^^  | false | false | 0 | true
            Subject: a^: no name^Date: x^^               | false | false | 0 | true
            Resent-Date: x^X-Message-ID: y^^             | false | false | 0 | true
            Date                                         | false | false | 0 | false
            ~Date: x^Date: y^^                           | false | false | 0 | true
            X-A-name-that-is-longer-than-most with: x^Date: y^^ | false | false | 0 | true
            Date~: x^Message-ID ~ : y^^                  | true  | true  | 0 | true
            X-A-name-that-is-longer-than-the-room-for-one: x^Date: y^^ | true | false | 0 | true
            """)
    void seesFields(String message, boolean date, boolean messageId, int received, boolean ended) {
        var octets = message.replace("^", "\r\n").replace('~', '\t').getBytes(StandardCharsets.US_ASCII);
        var whole = Header.of(octets);
        assertThat(whole.has("date")).isEqualTo(date);
        assertThat(whole.has("message-id")).isEqualTo(messageId);
        assertThat(whole.named("received")).hasSize(received);
        for (int cut = 0; cut <= octets.length; cut++) {
            var header = new HeaderPass();
            header.accept(octets, 0, cut);
            header.accept(octets, cut, octets.length - cut);
            assertThat(header.received()).as("Received, cut at %d", cut).isEqualTo(received);
            assertThat(header.ended()).as("end, cut at %d", cut).isEqualTo(ended);
            assertThat(header.fields())
                    .as("fields, cut at %d", cut)
                    .isEqualTo(whole.fields().size());
        }
    }
}
