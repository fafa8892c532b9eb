package org.valija.mailbox.sort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.PartialRange;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SortKey;
import org.valija.mailbox.api.message.SortKey.By;
import org.valija.mailbox.api.message.SortRequest;
import org.valija.mailbox.api.message.SortResult;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;

/** RFC 5256, SORT, on a mailbox of five messages. */
class SortTest {

    private static final SearchCriteria ALL = new SearchCriteria.And(List.of());
    private static TestUser ann;
    private static MailboxId inbox;

    @BeforeAll
    static void start() {
        ann = TestUser.create(MailboxServer.shared(), "ann@sort.example", 0);
        inbox = ann.id("INBOX");
        add("2026-01-05T00:00:00Z", """
                From: "Zoe" <carl@a.example>
                To: =?utf-8?Q?=C3=84nne?= <x@a.example>
                Cc: bob@a.example
                Subject: Re: [list] banana
                Date: Thu, 1 Jan 2026 12:00:00 +0000
                """, 10);
        add("2026-01-04T00:00:00Z", """
                From: ben@a.example
                To: Zeus <a@a.example>, second@a.example
                Subject: Apple
                Date: Thu, 1 Jan 2026 13:00:00 +0200
                """, 300);
        add("2026-01-03T00:00:00Z", """
                From: =?utf-8?Q?=C3=A9mile?= <Anton@a.example>
                To: friends: y@a.example;
                Subject: =?utf-8?Q?=C3=84pfel?=
                Date: none
                """, 200);
        add("2026-01-02T00:00:00Z", """
                To: undisclosed-recipients:;
                Subject: BANANA (fwd)
                Date: Fri, 2 Jan 2026 00:00:00 +0000
                """, 100);
        add("2026-01-01T00:00:00Z", """
                From: ANTON@b.example
                Subject:
                """, 400);
    }

    private static void add(String received, String header, int padding) {
        ann.append(
                "INBOX",
                (header + "\n" + "x".repeat(padding)).replace("\n", "\r\n"),
                Flags.NONE,
                Instant.parse(received));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ARRIVAL                  | 5,4,3,2,1
            reverse ARRIVAL          | 1,2,3,4,5
            DATE                     | 5,2,1,4,3
            SIZE                     | 1,4,3,2,5
            reverse SIZE             | 5,2,3,4,1
            SUBJECT                  | 5,2,3,1,4
            reverse SUBJECT          | 1,4,3,2,5
            SUBJECT reverse ARRIVAL  | 5,2,3,1,4
            SUBJECT ARRIVAL          | 5,2,3,4,1
            FROM                     | 4,3,5,2,1
            FROM reverse SIZE        | 4,5,3,2,1
            TO                       | 5,2,3,4,1
            CC                       | 2,3,4,5,1
            reverse CC SIZE          | 1,4,3,2,5
            DISPLAYFROM              | 4,5,2,3,1
            DISPLAYTO                | 5,1,3,4,2
            """)
    void messagesComeInTheOrderOfTheKeys(String keys, String uids) {
        assertThat(sort(keys, null).uids())
                .isEqualTo(Stream.of(uids.split(",")).mapToLong(Long::parseLong).toArray());
    }

    private static SortResult sort(String words, @Nullable PartialRange partial) {
        var keys = new ArrayList<SortKey>();
        boolean reverse = false;
        for (var word : words.split(" ")) {
            if (word.equals("reverse")) {
                reverse = true;
            } else {
                keys.add(new SortKey(By.valueOf(word), reverse));
                reverse = false;
            }
        }
        return ann.messages().sort(ann.token(), ann.account(), inbox, new SortRequest(ALL, keys, partial));
    }

    @Test // RFC 5267, 3.1; RFC 9394, 3.1
    void aStretchOfTheOrderIsAnswered() {
        assertThat(sort("ARRIVAL", new PartialRange(2, 3)).uids()).containsExactly(4, 3);
        assertThat(sort("ARRIVAL", new PartialRange(-1, -2)).uids()).containsExactly(2, 1);
        assertThat(sort("ARRIVAL", new PartialRange(4, 100)).uids()).containsExactly(2, 1);
        assertThat(sort("ARRIVAL", new PartialRange(6, 100))).satisfies(result -> {
            assertThat(result.uids()).isEmpty();
            assertThat(result.count()).isEqualTo(5);
            assertThat(result.highestModseq()).isEqualTo(ann.open("INBOX").highestModseq());
        });
    }

    @Test
    void whatIsSortedIsWhatMatches() {
        var some = new SearchCriteria.Uids(UidSet.parse("1:2,4"));
        var result = ann.messages().sort(ann.token(), ann.account(), inbox, request(some, new SortKey(By.SIZE, false)));
        assertThat(result.uids()).containsExactly(1, 4, 2);
        assertThat(result.count()).isEqualTo(3);
    }

    @Test
    void keysAndPositionsThatMeanNothingAreRefused() {
        var size = new SortKey(By.SIZE, false);
        refused(new SortRequest(ALL, List.of(), null));
        refused(new SortRequest(ALL, Collections.nCopies(17, size), null));
        refused(new SortRequest(ALL, List.of(size), new PartialRange(0, 1)));
        refused(new SortRequest(ALL, List.of(size), new PartialRange(-1, 1)));
    }

    private static void refused(SortRequest request) {
        assertThatExceptionOfType(MailboxException.Invalid.class)
                .isThrownBy(() -> ann.messages().sort(ann.token(), ann.account(), inbox, request));
    }

    private static SortRequest request(SearchCriteria criteria, SortKey key) {
        return new SortRequest(criteria, List.of(key), null);
    }
}
