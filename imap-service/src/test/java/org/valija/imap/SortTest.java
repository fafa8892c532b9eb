package org.valija.imap;

import org.junit.jupiter.api.Test;

/** SORT and THREAD: RFC 5256, RFC 5957 and RFC 5267. */
class SortTest {

    private final ImapUser user = ImapUser.fresh();

    private ImapUser withMail() {
        return user.having("""
                        Date: Wed, 3 Jan 2024 10:00:00 +0000
                        From: Zoe <ann@example.com>
                        To: "Mia" <zz@example.com>
                        Subject: pears
                        Message-ID: <1@x>

                        one
                        """, """
                        Date: Mon, 1 Jan 2024 10:00:00 +0000
                        From: Ben <cid@example.com>
                        To: Leo <aa@example.com>
                        Subject: Apples
                        Message-ID: <2@x>

                        two, which is the longest of them all
                        """, """
                        Date: Thu, 4 Jan 2024 10:00:00 +0000
                        From: Eva <ben@example.com>
                        Subject: Re: pears
                        Message-ID: <3@x>
                        References: <1@x>

                        three
                        """, """
                        Date: Fri, 5 Jan 2024 10:00:00 +0000
                        From: Kim <dan@example.com>
                        Subject: [list] Re: [list] pears (fwd)
                        Message-ID: <4@x>
                        In-Reply-To: <1@x>

                        four
                        """, """
                        Date: Sat, 6 Jan 2024 10:00:00 +0000
                        From: ben@example.com
                        Subject: Re: pears
                        Message-ID: <5@x>
                        References: <1@x> <3@x>

                        five
                        """);
    }

    @Test // RFC 5256, 3
    void sort() {
        withMail().playSelected("""
                C: c SORT (DATE) UTF-8 ALL
                S: * SORT 2 1 3 4 5
                S: c OK SORT completed
                C: d UID SORT (REVERSE DATE) US-ASCII NOT 1
                S: * SORT 5 4 3 2
                S: d OK <any>
                C: e SORT (SUBJECT REVERSE ARRIVAL) UTF-8 ALL
                S: * SORT 2 <any>
                S: e OK <any>
                C: f SORT (FROM) UTF-8 2:4
                S: * SORT 3 2 4
                S: f OK <any>
                C: g SORT (DISPLAYFROM) UTF-8 1:4
                S: * SORT 2 3 4 1
                S: g OK <any>
                C: h SORT (REVERSE SIZE) UTF-8 SUBJECT apples
                S: * SORT 2
                S: h OK <any>
                C: i SORT (TO) UTF-8 1:2
                S: * SORT 2 1
                S: i OK <any>
                C: j SORT (REVERSE DISPLAYTO CC) UTF-8 1:2
                S: * SORT 1 2
                S: j OK <any>
                C: k SORT (DATE) UTF-8 FROM nobody
                S: * SORT
                S: k OK <any>
                """);
    }

    @Test // RFC 5267, 3
    void esort() {
        withMail().playSelected("""
                C: c SORT RETURN () (DATE) UTF-8 ALL
                S: * ESEARCH (TAG "c") ALL 2,1,3:5
                S: c OK <any>
                C: d UID SORT RETURN (MIN MAX COUNT) (DATE) UTF-8 ALL
                S: * ESEARCH (TAG "d") UID MIN 2 MAX 5 COUNT 5
                S: d OK <any>
                C: e SORT RETURN (MIN) (REVERSE DATE) UTF-8 ALL
                S: * ESEARCH (TAG "e") MIN 5
                S: e OK <any>
                C: f SORT RETURN (MAX) (REVERSE DATE) UTF-8 ALL
                S: * ESEARCH (TAG "f") MAX 2
                S: f OK <any>
                C: g SORT RETURN (COUNT) (DATE) UTF-8 FROM nobody
                S: * ESEARCH (TAG "g") COUNT 0
                S: g OK <any>
                C: h SORT RETURN (MIN ALL) (DATE) UTF-8 FROM nobody
                S: * ESEARCH (TAG "h")
                S: h OK <any>
                C: i SORT RETURN (SAVE) (DATE) UTF-8 ALL
                S: i BAD <any>
                """);
    }

    @Test // RFC 9394, 3.1
    void partOfASort() {
        withMail().playSelected("""
                C: c UID SORT RETURN (PARTIAL 1:2) (DATE) UTF-8 ALL
                S: * ESEARCH (TAG "c") UID PARTIAL (1:2 2,1)
                S: c OK <any>
                C: d SORT RETURN (PARTIAL -1:-3 COUNT) (DATE) UTF-8 ALL
                S: * ESEARCH (TAG "d") COUNT 5 PARTIAL (-1:-3 3:5)
                S: d OK <any>
                C: e SORT RETURN (MIN PARTIAL 2:3) (DATE) UTF-8 ALL
                S: * ESEARCH (TAG "e") MIN 2 PARTIAL (2:3 1,3)
                S: e OK <any>
                C: f SORT RETURN (PARTIAL 6:9) (DATE) UTF-8 ALL
                S: * ESEARCH (TAG "f") PARTIAL (6:9 NIL)
                S: f OK <any>
                """);
    }

    @Test
    void brokenSort() {
        withMail().playSelected("""
                C: c SORT
                S: c BAD <any>
                C: d SORT ()  UTF-8 ALL
                S: d BAD <any>
                C: e SORT (NONSENSE) UTF-8 ALL
                S: e BAD <any>
                C: f SORT (DATE) ALL
                S: f NO [BADCHARSET (US-ASCII UTF-8)] <any>
                C: g SORT (DATE) UTF-8
                S: g BAD <any>
                C: h SORT (REVERSE) UTF-8 ALL
                S: h BAD <any>
                C: i SORT (REVERSE REVERSE DATE) UTF-8 ALL
                S: i BAD <any>
                C: j SORT DATE UTF-8 ALL
                S: j BAD <any>
                C: k SORT (%sDATE) UTF-8 ALL
                S: k NO [LIMIT] Too many keys to sort by
                C: l SORT (DATE) KOI8-R TEXT a
                S: l NO [BADCHARSET (US-ASCII UTF-8)] <any>
                C: m NOOP
                S: m OK <any>
                """.formatted("DATE ".repeat(16)));
    }

    @Test // RFC 5256, 3 and 4
    void thread() {
        withMail().playSelected("""
                C: c THREAD REFERENCES UTF-8 ALL
                S: * THREAD (2)(1 (3 5)(4))
                S: c OK THREAD completed
                C: d THREAD ORDEREDSUBJECT UTF-8 ALL
                S: * THREAD (2)(1 (3)(4)(5))
                S: d OK <any>
                C: e UID THREAD REFERENCES UTF-8 NOT 1
                S: * THREAD (2)((3 5)(4))
                S: e OK <any>
                C: f UID THREAD REFERENCES US-ASCII 3,5
                S: * THREAD (3 5)
                S: f OK <any>
                C: g THREAD REFERENCES UTF-8 FROM nobody
                S: * THREAD
                S: g OK <any>
                C: h THREAD NONSENSE UTF-8 ALL
                S: h BAD <any>
                C: i THREAD REFERENCES ALL
                S: i NO [BADCHARSET (US-ASCII UTF-8)] <any>
                C: j THREAD
                S: j BAD <any>
                C: k THREAD REFERENCES UTF-8
                S: k BAD <any>
                """);
    }
}
