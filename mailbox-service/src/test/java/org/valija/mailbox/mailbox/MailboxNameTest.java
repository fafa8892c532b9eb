package org.valija.mailbox.mailbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.api.MailboxException;

class MailboxNameTest {

    @ParameterizedTest // RFC 9051, 5.1
    @CsvSource(textBlock = """
            inbox,        INBOX
            InBox/Bills,  INBOX/Bills
            Inboxes,      Inboxes
            work/inbox,   work/inbox
            Entwürfe,     Entwürfe
            """)
    void onlyTheCaseOfInboxDoesNotMatter(String text, String name) {
        assertThat(MailboxName.of(text).value()).isEqualTo(name);
    }

    @Test
    void namesAreComposed() {
        assertThat(MailboxName.of("Entwu\u0308rfe")).isEqualTo(MailboxName.of("Entw\u00FCrfe"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/a", "a/", "a//b", "a\u0000b", "a\r\nb", "a\u0085b", "a\u2028b", "a\uD800b"})
    @MethodSource("tooLong")
    void whatCannotBeANameIsRefused(String text) {
        assertThatExceptionOfType(MailboxException.Invalid.class)
                .isThrownBy(() -> MailboxName.of(text))
                .satisfies(refusal -> assertThat(refusal.field()).isEqualTo("name"));
    }

    static List<String> tooLong() {
        return List.of("a".repeat(256), "ü".repeat(128), "abcd/".repeat(200) + "x");
    }

    @Test
    void parentsComeOutermostFirst() {
        assertThat(MailboxName.of("a/b/c").parents())
                .extracting(MailboxName::value)
                .containsExactly("a", "a/b");
        assertThat(MailboxName.of("a").parents()).isEmpty();
    }
}
