package org.valija.imap.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.valija.imap.parse.Vocabulary.Place;
import org.valija.imap.parse.Vocabulary.Word;
import org.valija.imap.respond.Capability;

/** Which words come with which capability. */
public class VocabularyTest {

    /** The names of those that bring words along. */
    public static Set<String> capabilities() {
        return Vocabulary.BY_CAPABILITY.keySet();
    }

    @Test
    void theyAreAllCapabilities() {
        assertThat(capabilities())
                .allSatisfy(name -> assertThat(Capability.named(name)).isPresent());
    }

    @Test
    void aWordIsUnknownInItsPlaceOnly() {
        var vocabulary = Vocabulary.without(Set.of("OBJECTID"));

        vocabulary.require(new Word(Place.THREAD_ALGORITHM, "THREADID"));
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> vocabulary.require(new Word(Place.FETCH_ITEM, "THREADID")));
    }
}
