package org.valija.imap.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentsTest {

    @ParameterizedTest // RFC 9051, 9: astring
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    atom              | atom
                    a]b               | a]b
                    "two words"       | two words
                    ""                | ``
                    "a \\"b\\" \\\\c" | a "b" \\c
                    "Grüße"           | Grüße
                    """)
    void astring(String written, String value) {
        var in = Text.utf8(written);
        assertThat(in.astring()).isEqualTo(value);
        in.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "(",
                "{",
                "\"",
                "\"open",
                "\"back\\slash\"",
                "\"end\\",
                "a b",
                "a{",
                "\"a\"b",
                "é",
                "\"\u00e9\"",
                "a\u0000",
                "\"\u0000\"",
                "{1",
                "{}",
                "{a}",
                "{-1}",
                "{1}x",
                "{99999999999999999999}"
            })
    void brokenAstring(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            in.astring();
            in.end();
        });
    }

    @ParameterizedTest // RFC 9051, 4.3 and RFC 7888, 3
    @CsvSource({"{4}, true", "{4+}, false"})
    void literal(String head, boolean synchronizing) {
        assertThat(Text.of(head).literalHead()).isEqualTo(new Literal(4, synchronizing));
        var in = Text.of(head + "\r\na\r\nb next");
        assertThat(in.astring()).isEqualTo("a\r\nb");
        assertThat(in.sp().atom()).isEqualTo("next");
        in.end();
    }

    @Test
    void nulIsInNoString() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> Text.of("{3}\r\na\u0000b").string())
                .withMessage("NUL in a string");
    }

    @Test
    void nstring() {
        assertThat(Text.of("nil").nstring()).isNull();
        assertThat(Text.of("\"NIL\"").nstring()).isEqualTo("NIL");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "-1", "4294967296", "x", "", "18446744073709551617"})
    void brokenNzNumber(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            in.nzNumber();
            in.end();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "+a", "a+b", "(a", "a\\", "", " a", "{1}", "*"})
    void brokenTag(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            in.tag();
            in.end();
        });
    }
}
