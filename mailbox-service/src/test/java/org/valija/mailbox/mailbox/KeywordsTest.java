package org.valija.mailbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;

class KeywordsTest {

    @Test // RFC 9051, 2.3.2
    void aKeywordKeepsTheSpellingOfItsFirstUse() {
        var keywords = new Keywords(List.of("$Forwarded", "Work"));

        assertThat(keywords.use(List.of("WORK", "home", "work", "Home"))).containsExactly("Work", "home");
        assertThat(keywords.known()).containsExactly("$Forwarded", "Work", "home");
        assertThat(keywords.hasNew()).isTrue();
    }

    @ParameterizedTest // RFC 9051, 9: atom
    @ValueSource(strings = {"", "two words", "\\Seen", "a]", "(a", "a*", "%", "\"a\"", "a\u0007", "grün", "{1}"})
    void whatIsNoAtomIsRefused(String keyword) {
        assertThatExceptionOfType(MailboxException.Invalid.class)
                .isThrownBy(() -> new Keywords(List.of()).use(List.of(keyword)));
    }

    @Test
    void aMailboxHasAtMostFiveHundred() {
        var full = new Keywords(IntStream.range(0, 500).mapToObj(i -> "k" + i).toList());

        assertThat(full.use(List.of("K499"))).containsExactly("k499");
        assertThatExceptionOfType(MailboxException.Invalid.class).isThrownBy(() -> full.use(List.of("another")));
    }
}
