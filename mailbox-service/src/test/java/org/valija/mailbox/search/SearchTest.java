package org.valija.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.FlagsChange;
import org.valija.mailbox.api.message.PartialRange;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchRequest;
import org.valija.mailbox.api.message.SearchRequest.Result;
import org.valija.mailbox.api.message.SearchResult;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.mailbox.testing.TextIndexing;
import tools.jackson.databind.json.JsonMapper;

/** RFC 9051, 6.4.4, on a mailbox of seven messages. */
class SearchTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static MailboxServer server;
    private static TestUser ann;
    private static MailboxId inbox;
    private static boolean indexed;

    @BeforeAll
    static void start() {
        server = TextIndexing.server();
        ann = TestUser.create(server, "ann@search.example", 0);
        inbox = ann.id("INBOX");
        add("2026-01-31T23:59:59Z", Flags.NONE, """
                From: Ann Example <ann@search.example>
                To: "Ben, the other" <ben@elsewhere.example>
                Cc: carol@search.example
                Subject: Lunch on Friday
                Date: Sat, 31 Jan 2026 23:30:00 -0800
                Message-ID: <one@search.example>

                Shall we meet at noon?
                """);
        add("2026-02-01T00:00:00Z", Flags.of(List.of(SystemFlag.SEEN), List.of("Work")), """
                From: =?iso-8859-1?Q?Fran=E7ois?= <francois@elsewhere.example>
                Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=
                 =?utf-8?Q?_aus_K=C3=B6ln?=
                Date: Sun, 1 Feb 2026 00:30:00 +0900
                MIME-Version: 1.0
                Content-Type: text/plain; charset=iso-8859-1
                Content-Transfer-Encoding: quoted-printable
                X-Loop: a list
                 of things

                Die Stra=DFe ist la=
                ng.
                """);
        add("2026-02-02T12:00:00Z", Flags.of(List.of(SystemFlag.FLAGGED), List.of()), """
                Subject: alternatives
                Date: broken
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary=b

                A preamble that nobody reads
                --b
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: base64

                %s
                --b
                Content-Type: application/octet-stream; name=lunch.bin
                Content-Transfer-Encoding: base64

                %s
                --b
                Content-Type: message/rfc822

                From: dora@within.example
                Subject: =?utf-8?Q?K=C3=A4se?=

                The inner message
                --b--
                """.formatted(
                        base64("Покупки на рынке\r\n"), base64("hidden octets")));
        add("2026-02-03T12:00:00Z", Flags.of(List.of(SystemFlag.DELETED), List.of("WORK", "$Junk")), """
                Subject:

                """);
        add("2026-02-04T12:00:00Z", Flags.NONE, "no header at all");
        add(
                "2026-02-05T12:00:00Z",
                Flags.NONE,
                "Subject: large\n\n" + "All work and no play\n".repeat(40_000) + "the end");
        add("2026-02-06T12:00:00Z", Flags.NONE, """
                MIME-Version: 1.0
                Content-Type: text/html; charset=utf-8

                <html><head><title>Titel</title><style>p {color:red}</style><script>alert("<p>")</script></head>
                <body class="strong"><!-- alert -->Ein wich<b>tig</b>es&nbsp;Wort &amp; mehr
                <td>Spalte eins</td><td>Spalte zwei</td> 会議室 &#x41;bc</body></html>
                """);
        ann.change(inbox, "6", FlagsChange.Mode.ADD, Flags.of(List.of(SystemFlag.ANSWERED), List.of()));
    }

    private static void add(String internalDate, Flags flags, String message) {
        ann.append("INBOX", message.replace("\n", "\r\n"), flags, Instant.parse(internalDate));
    }

    private static String base64(String text) {
        return Base64.getMimeEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** Criteria, and the UIDs of what matches. */
    private static final String CRITERIA = """
            {"is":"and","all":[]}                                                           | 1:7
            {"is":"or","any":[]}                                                            | ``
            {"is":"uids","uids":"2:3,9"}                                                    | 2:3
            {"is":"uids","uids":"1,3,5"}                                                    | 1,3,5
            {"is":"uids","uids":""}                                                         | ``
            {"is":"has-flag","flag":"seen"}                                                 | 2
            {"is":"not","criteria":{"is":"has-flag","flag":"seen"}}                         | 1,3:7
            {"is":"has-keyword","keyword":"work"}                                           | 2,4
            {"is":"not","criteria":{"is":"has-keyword","keyword":"$JUNK"}}                  | 1:3,5:7
            {"is":"received","when":"BEFORE","date":"2026-02-01"}                           | 1
            {"is":"received","when":"ON","date":"2026-02-01"}                               | 2
            {"is":"received","when":"SINCE","date":"2026-02-03"}                            | 4:7
            {"is":"sent","when":"ON","date":"2026-01-31"}                                   | 1
            {"is":"sent","when":"BEFORE","date":"2026-02-01"}                               | 1
            {"is":"sent","when":"SINCE","date":"2026-01-01"}                                | 1:2
            {"is":"not","criteria":{"is":"sent","when":"SINCE","date":"2026-01-01"}}        | 3:7
            {"is":"larger","octets":100000}                                                 | 6
            {"is":"smaller","octets":17}                                                    | 4:5
            {"is":"changed-since","modseq":8}                                               | 6:7
            {"is":"header","name":"SUBJECT","contains":"FRIDAY"}                            | 1
            {"is":"header","name":"Subject","contains":"grüsse aus köln"}                   | 2
            {"is":"header","name":"Subject","contains":"GRÜSSE"}                            | 2
            {"is":"header","name":"From","contains":"françois"}                             | 2
            {"is":"header","name":"from","contains":"ann@search"}                           | 1
            {"is":"header","name":"to","contains":"ben, the"}                               | 1
            {"is":"header","name":"cc","contains":"carol"}                                  | 1
            {"is":"header","name":"subject","contains":""}                                  | 1:4,6
            {"is":"header","name":"x-loop","contains":"LIST of"}                            | 2
            {"is":"header","name":"message-id","contains":"<one@"}                          | 1
            {"is":"header","name":"mime-version","contains":""}                             | 2:3,7
            {"is":"not","criteria":{"is":"header","name":"mime-version","contains":"1.0"}}  | 1,4:6
            {"is":"body","contains":"AT NOON"}                                              | 1
            {"is":"body","contains":"strasse ist lang"}                                     | 2
            {"is":"body","contains":"покупки НА"}                                           | 3
            {"is":"body","contains":"inner MESSAGE"}                                        | 3
            {"is":"body","contains":"käse"}                                                 | 3
            {"is":"body","contains":"hidden"}                                               | ``
            {"is":"body","contains":"lunch"}                                                | ``
            {"is":"body","contains":"the end"}                                              | 6
            {"is":"text","contains":"no header"}                                            | 5
            {"is":"text","contains":"lunch"}                                                | 1,3
            {"is":"text","contains":"grüße"}                                                | 2
            {"is":"text","contains":"subject: large"}                                       | 6
            {"is":"text","contains":"dora@"}                                                | 3
            {"is":"and","all":[{"is":"uids","uids":"2:6"},{"is":"text","contains":"LUNCH"}]}                                            | 3
            {"is":"or","any":[{"is":"has-flag","flag":"deleted"},{"is":"body","contains":"noon"}]}                                      | 1,4
            {"is":"not","criteria":{"is":"or","any":[{"is":"body","contains":"noon"},{"is":"has-flag","flag":"seen"}]}}                 | 3:7
            {"is":"and","all":[{"is":"not","criteria":{"is":"body","contains":"noon"}},{"is":"header","name":"x-loop","contains":""}]}  | 2
            {"is":"or","any":[{"is":"and","all":[{"is":"text","contains":"noon"},{"is":"text","contains":"friday"}]},{"is":"body","contains":"lang"}]} | 1:2
            {"is":"header","name":"subject","contains":"gru\u0308ße  aus"}                 | 2
            {"is":"header","name":"x-loop","contains":"A LIST  OF "}                      | 2
            {"is":"header","name":"loop","contains":""}                                     | ``
            {"is":"header","name":"x-loop","contains":"X-LOOP"}                             | ``
            {"is":"body","contains":"no"}                                                   | 1,6
            {"is":"body","contains":"a"}                                                    | 1:3,6:7
            {"is":"body","contains":""}                                                     | 1:7
            {"is":"body","contains":" "}                                                    | 1:3,6:7
            {"is":"body","contains":"strasse ist long"}                                     | ``
            {"is":"body","contains":"100%"}                                                 | ``
            {"is":"body","contains":"wichtiges Wort & mehr"}                                | 7
            {"is":"body","contains":"spalte eins spalte zwei"}                              | 7
            {"is":"body","contains":"color:red"}                                            | ``
            {"is":"body","contains":"alert"}                                                | ``
            {"is":"body","contains":"strong"}                                               | ``
            {"is":"body","contains":"会議"}                                                  | 7
            {"is":"body","contains":"議室"}                                                  | 7
            {"is":"body","contains":"議議"}                                                  | ``
            {"is":"text","contains":"multipart/mixed"}                                      | 3
            {"is":"saved","when":"SINCE","date":"2026-01-01"}                               | 1:7
            {"is":"saved","when":"BEFORE","date":"2026-01-01"}                              | ``
            {"is":"younger","seconds":99999999999}                                          | 1:7
            {"is":"younger","seconds":1}                                                    | ``
            {"is":"older","seconds":1}                                                      | 1:7
            {"is":"older","seconds":99999999999}                                            | ``
            {"is":"email-id","id":"Mnonsense"}                                              | ``
            {"is":"thread-id","id":"T"}                                                     | ``
            {"is":"not","criteria":{"is":"text","contains":"e"}}                            | ``
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CRITERIA)
    void findsWhatMatchesByTheIndex(String criteria, String uids) {
        index(true);
        findsWhatMatches(criteria, uids);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = CRITERIA)
    void findsWhatMatchesInWhatIsNotIndexedYet(String criteria, String uids) {
        index(false);
        findsWhatMatches(criteria, uids);
    }

    /** All messages, or none. */
    private static void index(boolean wanted) {
        if (wanted != indexed) {
            if (wanted) {
                TextIndexing.finish(server);
            } else {
                TextIndexing.forget(server);
            }
            indexed = wanted;
        }
    }

    private static void findsWhatMatches(String criteria, String uids) {
        assertThat(ann.search(inbox, JSON.readValue(criteria, SearchCriteria.class)))
                .isEqualTo(UidSet.parse(uids == null ? "" : uids));
    }

    @Test
    void criteriaThatAreTooManyTooDeepOrImpossibleAreRefused() {
        var one = new SearchCriteria.Larger(1);
        SearchCriteria deep = one;
        for (int i = 0; i < 99; i++) {
            deep = new SearchCriteria.Not(deep);
        }
        assertThat(ann.search(inbox, deep)).isEqualTo(UidSet.empty());
        SearchCriteria deepText = new SearchCriteria.Text("noon");
        for (int i = 0; i < 99; i++) {
            deepText =
                    i % 2 == 0 ? new SearchCriteria.And(List.of(deepText)) : new SearchCriteria.Or(List.of(deepText));
        }
        assertThat(ann.search(inbox, deepText)).isEqualTo(UidSet.of(1));
        assertThat(ann.search(inbox, new SearchCriteria.Or(Collections.nCopies(9_999, one))))
                .isEqualTo(UidSet.parse("1:7"));
        refused(new SearchCriteria.Not(deep));
        refused(new SearchCriteria.And(Collections.nCopies(10_000, one)));
        refused(new SearchCriteria.Body("a\0b"));
        refused(new SearchCriteria.Header("a\0b", ""));
        refused(new SearchCriteria.Younger(0));
        refused(new SearchCriteria.Older(-1));
        assertThatExceptionOfType(MailboxException.NotFound.class)
                .isThrownBy(() -> ann.search(new MailboxId(4711), one));
    }

    private static void refused(SearchCriteria criteria) {
        assertThatExceptionOfType(MailboxException.Invalid.class).isThrownBy(() -> ann.search(inbox, criteria));
    }

    @Test
    void manyLeavesWithValuesOfTheirOwnFitInOneStatement() {
        var ids = new ArrayList<SearchCriteria>();
        for (int i = 0; i < 9_000; i++) {
            ids.add(new SearchCriteria.Header("Subject", "number " + i));
        }
        ids.add(new SearchCriteria.Header("Subject", "friday"));
        assertThat(ann.search(inbox, new SearchCriteria.Or(ids))).isEqualTo(UidSet.of(1));
    }

    @Test // RFC 4731, 3.1; RFC 9394, 3.1; RFC 7162, 3.1.10
    void onlyWhatIsOfInterestIsAnswered() {
        var work = new SearchCriteria.HasKeyword("work");
        assertThat(extended(work, EnumSet.allOf(Result.class), new PartialRange(2, 9)))
                .isEqualTo(new SearchResult(2L, 4L, 2, UidSet.of(2, 4), UidSet.of(4), 5));
        assertThat(extended(work, EnumSet.of(Result.MIN), null))
                .isEqualTo(new SearchResult(2L, null, null, null, null, 3));
        assertThat(extended(work, EnumSet.noneOf(Result.class), new PartialRange(-1, -1)))
                .isEqualTo(new SearchResult(null, null, null, null, UidSet.of(4), 5));
        assertThat(extended(new SearchCriteria.Or(List.of()), EnumSet.allOf(Result.class), new PartialRange(1, 5)))
                .isEqualTo(new SearchResult(null, null, 0, UidSet.empty(), UidSet.empty(), 0));
        assertThatExceptionOfType(MailboxException.Invalid.class)
                .isThrownBy(() -> extended(work, EnumSet.noneOf(Result.class), new PartialRange(1, -1)));
        assertThat(extended(new SearchRequest(work, EnumSet.of(Result.ALL, Result.MAX), null, false)))
                .isEqualTo(new SearchResult(null, 4L, null, UidSet.of(2, 4), null, 0));
    }

    private static SearchResult extended(SearchCriteria criteria, Set<Result> results, @Nullable PartialRange partial) {
        return extended(new SearchRequest(criteria, results, partial));
    }

    private static SearchResult extended(SearchRequest request) {
        return ann.messages().extendedSearch(ann.token(), ann.account(), inbox, request);
    }

    @Test // RFC 8474, 6
    void messagesAreFoundByTheirIds() {
        ann.append("Archive", "Message-ID: <a@ids>\r\n\r\nfirst\r\n");
        ann.append("Archive", "Message-ID: <b@ids>\r\nReferences: <a@ids>\r\n\r\nsecond\r\n");
        ann.append("Archive", "Message-ID: <c@ids>\r\n\r\nthird\r\n");
        var archive = ann.id("Archive");
        ann.copy(archive, "1", "Archive");

        var first = ann.messages()
                .list(ann.token(), ann.account(), archive, null, 1)
                .items()
                .getFirst();
        assertThat(ann.search(archive, new SearchCriteria.EmailId(first.emailId())))
                .isEqualTo(UidSet.of(1, 4));
        assertThat(ann.search(archive, new SearchCriteria.ThreadId(first.threadId())))
                .isEqualTo(UidSet.of(1, 2, 4));
    }
}
