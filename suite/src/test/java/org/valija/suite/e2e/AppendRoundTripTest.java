package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.valija.testkit.Sample;

/** Every message of the corpus by APPEND and back: also those that SMTP cannot carry, and nothing is added. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppendRoundTripTest {

    private TestImap imap;

    @BeforeAll
    void select() {
        var valija = Valija.shared();
        imap = valija.imap(valija.newUser());
        imap.ok("CREATE corpus");
        imap.ok("SELECT corpus");
    }

    @AfterAll
    void close() {
        imap.close();
    }

    @ParameterizedTest // RFC 9051, 6.3.12
    @MethodSource("org.valija.testkit.Corpus#all")
    void fetchAnswersWhatWasAppended(Sample sample) {
        byte[] message = sample.bytes();
        long uid = imap.append("corpus", message);
        var fetched = imap.fetch(Long.toString(uid), "(RFC822.SIZE BODY.PEEK[] BODYSTRUCTURE FLAGS)")
                .getFirst();
        Arrived.assertSame(message, fetched.item("BODY[]").octets());
        assertThat(fetched.item("RFC822.SIZE").number()).isEqualTo(message.length);
        assertThat(fetched.flags()).isEmpty();
        String outline = Outline.of(fetched.item("BODYSTRUCTURE"));
        sample.structure().ifPresent(expected -> assertThat(outline).isEqualTo(expected));
    }
}
