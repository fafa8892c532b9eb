package org.valija.imap.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxNameTest {

    @ParameterizedTest // RFC 3501, 5.1.3
    @CsvSource(delimiter = '|', textBlock = """
            Sent                             | Sent
            R&-D                             | R&D
            ~peter/mail/&U,BTFw-/&ZeVnLIqe-  | ~peter/mail/台北/日本語
            Entw&APw-rfe                     | Entwürfe
            &2D3cCA-                         | 🐈
            """)
    void modifiedUtf7(String encoded, String name) {
        assertThat(MailboxName.decode(encoded, NameEncoding.MODIFIED_UTF7)).isEqualTo(new MailboxName(name));
        assertThat(NameEncoding.MODIFIED_UTF7.encode(new MailboxName(name))).isEqualTo(encoded);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"&", "&U,BTFw", "R&D", "&AGE-", "&AA-", "&A-", "&2D0-", "&U,BTFw-&ZeVnLIqe-", "&*-", "Entwürfe"})
    void brokenModifiedUtf7(String encoded) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> MailboxName.decode(encoded, NameEncoding.MODIFIED_UTF7));
    }

    @Test // RFC 9051, 5.1
    void inboxInAnyCase() {
        assertThat(new MailboxName("inBox")).isEqualTo(new MailboxName("INBOX"));
        assertThat(new MailboxName("inbox/a").isInbox()).isFalse();
    }

    @Test
    void composedAndDecomposedAreOne() {
        assertThat(new MailboxName("Entwu\u0308rfe")).isEqualTo(new MailboxName("Entwürfe"));
    }

    @ParameterizedTest // RFC 9051, 6.3.9
    @CsvSource(quoteCharacter = '`', textBlock = """
            *,        INBOX,    true
            *,        a/b/c,    true
            %,        a,        true
            %,        a/b,      false
            %/%,      a/b,      true
            %/%,      a/b/c,    false
            a/*,      a/b/c,    true
            a/*,      a,        false
            a*,       a/b,      true
            a%c,      abc,      true
            a%c,      a/c,      false
            a*c,      a/b/c,    true
            inbox,    INBOX,    true
            in%,      INBOX,    true
            Sent,     sent,     false
            a,        ab,       false
            ab,       a,        false
            ``,       a,        false
            **%%**,   anything, true
            """)
    void pattern(String pattern, String name, boolean matches) {
        assertThat(ListPattern.of("", pattern, NameEncoding.MODIFIED_UTF7).matches(new MailboxName(name)))
                .isEqualTo(matches);
    }

    @Test
    void patternsDoNotExplode() {
        var pattern = ListPattern.of("", "*a".repeat(500), NameEncoding.MODIFIED_UTF7);
        assertThat(pattern.matches(new MailboxName("a".repeat(400) + "b"))).isFalse();
    }
}
