package org.valija.imap.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.imap.parse.FetchAttribute.Content;
import org.valija.imap.parse.SequenceSet.Range;
import org.valija.mailbox.api.message.SystemFlag;

class GrammarTest {

    @Test // RFC 9051, 9: sequence-set
    void sequenceSet() {
        assertThat(Text.of("2,4:7,9,12:*,*").sequenceSet())
                .isEqualTo(new SequenceSet(List.of(
                        new Range(2, 2),
                        new Range(4, 7),
                        new Range(9, 9),
                        new Range(12, SequenceSet.LARGEST),
                        new Range(SequenceSet.LARGEST, SequenceSet.LARGEST))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "1:0",
                "a",
                "1,",
                ",1",
                "1:",
                ":1",
                "1:2:3",
                "1-3",
                "**",
                "4294967296",
                "1 ,2",
                "$1",
                "$,1",
                "1,$"
            })
    void brokenSequenceSet(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            in.sequenceSet();
            in.end();
        });
    }

    @ParameterizedTest // RFC 9051, 9: date-time
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "17-Jul-1996 02:44:25 -0700" | 1996-07-17T09:44:25Z
            " 1-feb-2000 23:59:60 +0000" | 2000-02-01T23:59:59Z
            "01-Dec-2026 00:00:00 +0530" | 2026-11-30T18:30:00Z
            """)
    void dateTime(String written, Instant instant) {
        assertThat(Dates.dateTime(Text.of(written))).isEqualTo(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "17-Jul-1996 02:44:25 -0700",
                "\"1-Jul-1996 02:44:25 -0700\"",
                "\"32-Jul-1996 02:44:25 -0700\"",
                "\"29-Feb-2001 02:44:25 -0700\"",
                "\"17-Juli-1996 02:44:25 -0700\"",
                "\"17-Jul-96 02:44:25 -0700\"",
                "\"17-Jul-1996 24:44:25 -0700\"",
                "\"17-Jul-1996 02:44:25 0700\"",
                "\"17-Jul-1996 02:44:25 +9900\"",
                "\"17-Jul-1996 02:44:25 GMT\"",
                "\"17-Jul-1996\"",
                "\"17-Jul-1996 02:44:25 -0700"
            })
    void brokenDateTime(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> Dates.dateTime(Text.of(written)));
    }

    @Test // RFC 9051, 9: date
    void date() {
        assertThat(Dates.date(Text.of("1-Feb-1994"))).isEqualTo(LocalDate.of(1994, 2, 1));
        assertThat(Dates.date(Text.of("\"01-FEB-1994\""))).isEqualTo(LocalDate.of(1994, 2, 1));
    }

    @Test // RFC 9051, 2.3.2
    void flags() {
        var flags = Text.of("(\\Seen $Forwarded \\FLAGGED \\Recent work WORK)").flagList();
        assertThat(flags.system()).containsExactlyInAnyOrder(SystemFlag.SEEN, SystemFlag.FLAGGED);
        assertThat(flags.keywords()).containsExactly("$Forwarded", "work");
        assertThat(Text.of("()").flagList().system()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(", "(\\Seen", "\\Seen", "(\\Nonsense)", "(a  b)", "( a)", "(a )", "(\\)", "(\"a\")", "(a])"})
    void brokenFlags(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            in.flagList();
            in.end();
        });
    }

    @ParameterizedTest // RFC 9051, 6.4.5.1
    @CsvSource(delimiter = '|', textBlock = """
            BODY[]                                | BODY[]                                 | CONTENT           | false
            BODY.PEEK[]                           | BODY[]                                 | CONTENT           | true
            body[1.2]                             | BODY[1.2]                              | CONTENT           | false
            BODY[header]                          | BODY[HEADER]                           | HEADER            | false
            BODY[3.TEXT]<5.100>                   | BODY[3.TEXT]<5>                        | TEXT              | false
            BODY.PEEK[1.MIME]                     | BODY[1.MIME]                           | MIME              | true
            BODY.PEEK[1.2.HEADER.FIELDS (To "X Y")]<0.100> | BODY[1.2.HEADER.FIELDS (To "X Y")]<0> | HEADER_FIELDS | true
            BODY[HEADER.FIELDS.NOT (DATE)]        | BODY[HEADER.FIELDS.NOT (DATE)]         | HEADER_FIELDS_NOT | false
            RFC822                                | RFC822                                 | CONTENT           | false
            rfc822.header                         | RFC822.HEADER                          | HEADER            | true
            RFC822.TEXT                           | RFC822.TEXT                            | TEXT              | false
            """)
    void section(String written, String name, String what, boolean peek) {
        var in = Text.of(written);
        assertThat(FetchAttribute.readAll(in)).singleElement().isInstanceOfSatisfying(Content.class, content -> {
            assertThat(content.name()).isEqualTo(name);
            assertThat(content.section().what()).hasToString(what);
            assertThat(content.peek()).isEqualTo(peek);
        });
        in.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "()",
                "(FLAGS",
                "(FLAGS )",
                "FLAGS)",
                "(ALL)",
                "NONSENSE",
                "BODY[",
                "BODY[0]",
                "BODY[1.]",
                "BODY[.1]",
                "BODY[MIME]",
                "BODY[1.NONSENSE]",
                "BODY[HEADER.FIELDS]",
                "BODY[HEADER.FIELDS ()]",
                "BODY[1 ]",
                "BODY[HEADER.FIELDS (\"a\u0007\")]",
                "BODY[]<1>",
                "BODY[]<1.0>",
                "BODY[]<-1.5>",
                "BODY[]<1.5",
                "BODY.PEEK",
                "BODYSTRUCTURE[]",
                "BODY[99999999999]",
                "RFC822.PEEK",
                "BINARY[TEXT]"
            })
    void brokenFetchAttributes(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            FetchAttribute.readAll(in);
            in.end();
        });
    }

    @ParameterizedTest // RFC 3501, 6.4.4
    @ValueSource(
            strings = {
                "ALL",
                "ANSWERED",
                "BCC a",
                "BEFORE 1-Feb-1994",
                "BODY \"a b\"",
                "CC a",
                "DELETED",
                "DRAFT",
                "FLAGGED",
                "FROM a",
                "HEADER Message-ID \"<a@b>\"",
                "HEADER To \"\"",
                "KEYWORD work",
                "LARGER 5",
                "NEW",
                "NOT SEEN",
                "OLD",
                "ON 1-Feb-1994",
                "OR SEEN FLAGGED",
                "RECENT",
                "SEEN",
                "SENTBEFORE 1-Feb-1994",
                "SENTON \"1-Feb-1994\"",
                "SENTSINCE 1-Feb-1994",
                "SINCE 1-Feb-1994",
                "SMALLER 5",
                "SUBJECT a",
                "TEXT a",
                "TO a",
                "UID 1:*",
                "UNANSWERED",
                "UNDELETED",
                "UNDRAFT",
                "UNFLAGGED",
                "UNKEYWORD work",
                "UNSEEN",
                "1:*",
                "(SEEN)",
                "(1 (2 (3)))",
                "NOT (OR SEEN (FLAGGED DELETED))",
                "OR NOT SEEN NOT OR 1 2",
                "SEEN FLAGGED 1:5",
                "CHARSET UTF-8 SEEN",
                "CHARSET us-ascii TEXT a",
                "SUBJECT {3+}\r\na b SEEN"
            })
    void searchKey(String written) {
        var in = Text.of(written);
        SearchProgram.read(in);
        in.end();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "()", "(", ")", "NONSENSE", "BCC", "BEFORE", "BEFORE yesterday", "HEADER a", "KEYWORD",
                        "KEYWORD \"a\"",
                "LARGER -1", "NOT", "OR SEEN", "OR", "UID", "UID a", "SEEN,FLAGGED", "SEEN  FLAGGED", "(SEEN", "SEEN)",
                        "CHARSET UTF-8",
                "CHARSET", "1:", "ON 31-Feb-1994", "SEEN ", "é"
            })
    void brokenSearchKey(String written) {
        assertThatExceptionOfType(SyntaxException.class).isThrownBy(() -> {
            var in = Text.of(written);
            SearchProgram.read(in);
            in.end();
        });
    }

    @Test // RFC 9051, 7.1
    void unknownCharset() {
        assertThatExceptionOfType(SyntaxException.BadCharset.class)
                .isThrownBy(() -> SearchProgram.read(Text.of("CHARSET KOI8-R TEXT a")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "NOT ", "OR SEEN "})
    void searchKeysNestedTooDeep(String opening) {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> SearchProgram.read(Text.of(opening.repeat(1_000) + "SEEN")))
                .withMessage("Search keys are nested too deep");
    }

    @Test
    void tooManySearchKeys() {
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> SearchProgram.read(Text.of("SEEN " + "SEEN ".repeat(10_000))))
                .withMessage("Too many search keys");
    }
}
