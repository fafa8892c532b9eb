package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.valija.suite.Port;
import org.valija.testkit.Corpus;
import org.valija.testkit.Sample;
import org.valija.testkit.TestSmtp;

/** Every message of the corpus, in by SMTP and out by POP3 and IMAP, octet by octet. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorpusRoundTripTest {

    private static final List<Sample> SENT = Corpus.sendable();

    private TestPop3 pop3;
    private TestImap imap;
    private Map<Integer, String> scanListing;

    /** One after the other on one connection, so that a sample's place is its number and its UID. */
    @BeforeAll
    void sendAll() throws IOException {
        var valija = Valija.shared();
        var user = valija.newUser();
        try (var smtp = TestSmtp.connect(valija.port(Port.SMTP))) {
            for (var sample : SENT) {
                try (var message = sample.open()) {
                    var answers = smtp.send("sender@example.net", List.of(user.address()), message);
                    assertThat(answers.accepted()).as("%s: %s", sample, answers).isTrue();
                }
            }
        }
        imap = valija.inbox(user);
        pop3 = valija.pop3(user);
        scanListing = pop3.listing("LIST");
    }

    @AfterAll
    void close() {
        pop3.close();
        imap.close();
    }

    @Test
    void allAreThereAndNoMore() {
        assertThat(scanListing).hasSize(SENT.size());
        assertThat(imap.uids()).hasSize(SENT.size());
    }

    @ParameterizedTest // RFC 1939, 5 and 11
    @FieldSource("SENT")
    void retrAnswersWhatWasSentAndListItsSize(Sample sample) {
        byte[] retrieved = pop3.retrieve(number(sample));
        Arrived.assertIs(sample, retrieved);
        assertThat(scanListing.get(number(sample))).isEqualTo(Integer.toString(retrieved.length));
    }

    @ParameterizedTest // RFC 9051, 6.4.5
    @FieldSource("SENT")
    void fetchAnswersWhatWasSentWholeAndInPieces(Sample sample) {
        int uid = number(sample);
        var fetched = imap.fetch(Integer.toString(uid), "(RFC822.SIZE BODY.PEEK[] BODY.PEEK[HEADER] BODY.PEEK[TEXT])")
                .getFirst();
        byte[] whole = fetched.item("BODY[]").octets();
        Arrived.assertIs(sample, whole);
        assertThat(fetched.item("RFC822.SIZE").number()).isEqualTo(whole.length);

        byte[] header = fetched.item("BODY[HEADER]").octets();
        byte[] text = fetched.item("BODY[TEXT]").octets();
        assertThat(header.length + text.length).isEqualTo(whole.length);
        Arrived.assertSame(Arrays.copyOf(whole, header.length), header);
        Arrived.assertSame(Arrays.copyOfRange(whole, header.length, whole.length), text);

        int middle = whole.length / 2;
        for (int[] piece : new int[][] {{0, 1}, {1, 80}, {middle, 5_000}, {whole.length - 1, 10}, {whole.length, 10}}) {
            byte[] expected = Arrays.copyOfRange(whole, piece[0], Math.min(whole.length, piece[0] + piece[1]));
            Arrived.assertSame(expected, imap.body(uid, "[]<" + piece[0] + "." + piece[1] + ">"));
        }
    }

    @ParameterizedTest // RFC 9051, 7.5.2
    @FieldSource("SENT")
    void bodyStructureIsTheCataloguesOutline(Sample sample) {
        var fetched = imap.fetch(Integer.toString(number(sample)), "(BODY BODYSTRUCTURE ENVELOPE)")
                .getFirst();
        String outline = Outline.of(fetched.item("BODYSTRUCTURE"));
        assertThat(Outline.of(fetched.item("BODY"))).isEqualTo(outline);
        assertThat(fetched.item("ENVELOPE").items()).hasSize(10);
        sample.structure().ifPresent(expected -> assertThat(outline).isEqualTo(expected));
    }

    /** What another MIME parser finds in the octets that were sent is what sections answer. */
    @ParameterizedTest // RFC 9051, 6.4.5.1
    @FieldSource("org.valija.suite.e2e.Parts#WELL_FORMED")
    void sectionsAreThePartsOctets(String name) throws Exception {
        var sample = Corpus.named(name);
        for (var part : Parts.of(new ByteArrayInputStream(sample.receivedBytes()))) {
            byte[] section = imap.body(number(sample), "[" + part.section() + "]");
            Arrived.assertSame(part.octets(), section);
            int half = section.length / 2;
            Arrived.assertSame(
                    Arrays.copyOfRange(section, half, section.length),
                    imap.body(number(sample), "[" + part.section() + "]<" + half + "." + section.length + ">"));
        }
    }

    private static int number(Sample sample) {
        return SENT.indexOf(sample) + 1;
    }
}
