package org.valija.imap;

import org.junit.jupiter.api.Test;

/** SEARCH with result options, and the keys that extensions add. */
class SearchTest {

    private final ImapUser user = ImapUser.fresh();

    private ImapUser withMail() {
        return user.having(
                "From: ann@example.com\nSubject: one\n\nfirst\n",
                "From: ben@example.com\nSubject: two\n\nsecond\n",
                "From: ann@example.com\nSubject: three\n\nthird\n",
                "From: ann@example.com\nSubject: four\n\nfourth\n",
                "From: ben@example.com\nSubject: five\n\nfifth\n");
    }

    @Test // RFC 4731, 3.1
    void returnOptions() {
        withMail().playSelected("""
                C: c SEARCH RETURN (MIN COUNT) FROM ann
                S: * ESEARCH (TAG "c") MIN 1 COUNT 3
                S: c OK SEARCH completed
                C: d SEARCH RETURN () FROM ann
                S: * ESEARCH (TAG "d") ALL 1,3:4
                S: d OK <any>
                C: e UID SEARCH RETURN (ALL MAX) ALL
                S: * ESEARCH (TAG "e") UID MAX 5 ALL 1:5
                S: e OK <any>
                C: f SEARCH return (min max count all) FROM nobody
                S: * ESEARCH (TAG "f") COUNT 0
                S: f OK <any>
                C: g SEARCH RETURN (MIN) CHARSET UTF-8 FROM ben
                S: * ESEARCH (TAG "g") MIN 2
                S: g OK <any>
                C: h SEARCH RETURN (MIN)
                S: h BAD <any>
                C: i SEARCH RETURN (NONSENSE) ALL
                S: i BAD <any>
                C: j SEARCH RETURN (MIN ALL
                S: j BAD <any>
                C: k SEARCH RETURN MIN ALL
                S: k BAD <any>
                C: l SEARCH RETURN ( MIN) ALL
                S: l BAD <any>
                C: m SEARCH RETURNED
                S: m BAD <any>
                """);
    }

    @Test // RFC 4731, 3.1: numbers are those of the mailbox as the client knows it
    void sequenceNumbersAfterAnExpunge() {
        withMail().playSelected("""
                C: c STORE 2 +FLAGS.SILENT (\\Deleted)
                S: c OK <any>
                C: d EXPUNGE
                S: * 2 EXPUNGE
                S: d OK <any>
                C: e SEARCH RETURN (MAX ALL) SUBJECT f
                S: * ESEARCH (TAG "e") MAX 4 ALL 3:4
                S: e OK <any>
                C: f UID SEARCH RETURN (ALL) ALL
                S: * ESEARCH (TAG "f") UID ALL 1,3:5
                S: f OK <any>
                """);
    }

    @Test // RFC 4731, 3.1: what the client was not told of is not in the result, nor counted
    void newMessagesAreNotFoundBeforeTheyAreTold() {
        try (var conversation = withMail().open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C: b SELECT INBOX
                    S: <lines>
                    S: b OK <any>
                    """);
            user.having("From: ann@example.com\n\nlate\n");
            conversation.play("""
                    C: c SEARCH RETURN (MAX COUNT) FROM ann
                    S: * ESEARCH (TAG "c") MAX 4 COUNT 3
                    S: <lines>
                    S: c OK <any>
                    C: d NOOP
                    S: <lines>
                    S: d OK <any>
                    C: e SEARCH RETURN (MAX COUNT) FROM ann
                    S: * ESEARCH (TAG "e") MAX 6 COUNT 4
                    S: e OK <any>
                    """);
        }
    }

    @Test // RFC 5182, 2
    void savedResults() {
        withMail().playSelected("""
                C: c FETCH $ (UID)
                S: c OK FETCH completed
                C: d SEARCH RETURN (SAVE) FROM ann
                S: d OK SEARCH completed
                C: e FETCH $ (UID)
                S: * 1 FETCH (UID 1)
                S: * 3 FETCH (UID 3)
                S: * 4 FETCH (UID 4)
                S: e OK <any>
                C: f SEARCH $ SUBJECT f
                S: * SEARCH 4
                S: f OK <any>
                C: g UID SEARCH UID $ NOT SUBJECT f
                S: * SEARCH 1 3
                S: g OK <any>
                C: h SEARCH (OR $ 2)
                S: * SEARCH 1 2 3 4
                S: h OK <any>
                C: i SEARCH RETURN (MIN SAVE MAX) FROM ann
                S: * ESEARCH (TAG "i") MIN 1 MAX 4
                S: i OK <any>
                C: j UID STORE $ +FLAGS.SILENT (\\Flagged)
                S: j OK <any>
                C: k SEARCH FLAGGED
                S: * SEARCH 1 4
                S: k OK <any>
                C: l SEARCH RETURN (SAVE MIN COUNT) FROM ann
                S: * ESEARCH (TAG "l") MIN 1 COUNT 3
                S: l OK <any>
                C: m COPY $ Archive
                S: m OK [COPYUID <n> 1,3:4 1:3] <any>
                C: n STORE 3 +FLAGS.SILENT (\\Deleted)
                S: n OK <any>
                C: o EXPUNGE
                S: * 3 EXPUNGE
                S: o OK <any>
                C: p FETCH $ (UID)
                S: * 1 FETCH (UID 1)
                S: * 3 FETCH (UID 4)
                S: p OK <any>
                C: q SEARCH RETURN (SAVE) NONSENSE
                S: q BAD <any>
                C: r FETCH $ (UID)
                S: * 1 FETCH (UID 1)
                S: * 3 FETCH (UID 4)
                S: r OK <any>
                C: s SEARCH RETURN (SAVE) CHARSET KOI8-R TEXT a
                S: s NO [BADCHARSET (US-ASCII UTF-8)] <any>
                C: t FETCH $ (UID)
                S: t OK FETCH completed
                C: u MOVE $ Archive
                S: u OK <any>
                C: v FETCH $,1 (UID)
                S: v BAD <any>
                """);
    }

    @Test // RFC 5182, 2.1
    void selectingForgetsWhatWasSaved() {
        withMail().playSelected("""
                C: c SEARCH RETURN (SAVE) ALL
                S: c OK <any>
                C: d SELECT INBOX
                S: <lines>
                S: d OK <any>
                C: e FETCH $ (UID)
                S: e OK <any>
                """);
    }

    @Test // RFC 5032, 3
    void within() {
        withMail().playSelected("""
                C: c APPEND INBOX "17-Jul-1996 02:44:25 -0700" {16+}
                C: Subject: old
                C:\s
                C:\s
                S: * 6 EXISTS
                S: * 6 RECENT
                S: c OK <any>
                C: d SEARCH YOUNGER 86400
                S: * SEARCH 1 2 3 4 5
                S: d OK <any>
                C: e SEARCH OLDER 86400
                S: * SEARCH 6
                S: e OK <any>
                C: f SEARCH OLDER 0
                S: f BAD <any>
                C: g SEARCH YOUNGER -5
                S: g BAD <any>
                C: h SEARCH YOUNGER 4294967296
                S: h BAD <any>
                C: i SEARCH YOUNGER
                S: i BAD <any>
                """);
    }

    @Test // RFC 5255, 4.2: i;unicode-casemap
    void comparison() {
        user.having("Subject: =?utf-8?Q?STRASSE_=C3=84RGER?=\n\nx\n").playSelected("""
                C: d SEARCH CHARSET UTF-8 SUBJECT {6+}
                C: ärger
                S: * SEARCH 1
                S: d OK <any>
                C: e SEARCH CHARSET KOI8-R SUBJECT {2+}
                C| \\xc1\\xc2\\x0d\\x0a
                S: e NO [BADCHARSET (US-ASCII UTF-8)] <any>
                C: f SEARCH CHARSET
                S: f BAD <any>
                """);
    }

    @Test // RFC 9394, 3.1
    void partOfTheResult() {
        withMail().playSelected("""
                C: c UID SEARCH RETURN (PARTIAL 1:2) FROM ann
                S: * ESEARCH (TAG "c") UID PARTIAL (1:2 1,3)
                S: c OK <any>
                C: d SEARCH RETURN (PARTIAL -1:-2) FROM ann
                S: * ESEARCH (TAG "d") PARTIAL (-1:-2 3:4)
                S: d OK <any>
                C: e SEARCH RETURN (PARTIAL 3:2 COUNT) FROM ann
                S: * ESEARCH (TAG "e") COUNT 3 PARTIAL (3:2 3:4)
                S: e OK <any>
                C: f SEARCH RETURN (PARTIAL 4:9) FROM ann
                S: * ESEARCH (TAG "f") PARTIAL (4:9 NIL)
                S: f OK <any>
                C: f SEARCH RETURN (PARTIAL 2:4294967295) FROM ann
                S: * ESEARCH (TAG "f") PARTIAL (2:4294967295 3:4)
                S: f OK <any>
                C: f SEARCH RETURN (PARTIAL -4294967295:-3) FROM ann
                S: * ESEARCH (TAG "f") PARTIAL (-4294967295:-3 1)
                S: f OK <any>
                C: g SEARCH RETURN (PARTIAL 2:2 MIN SAVE) FROM ann
                S: * ESEARCH (TAG "g") MIN 1 PARTIAL (2:2 3)
                S: g OK <any>
                C: h SEARCH $
                S: * SEARCH 1 3
                S: h OK <any>
                C: i SEARCH RETURN (PARTIAL 1:2 ALL) ALL
                S: i BAD <any>
                C: j SEARCH RETURN (PARTIAL 1:2 PARTIAL 3:4) ALL
                S: j BAD <any>
                C: k SEARCH RETURN (PARTIAL 0:2) ALL
                S: k BAD <any>
                C: l SEARCH RETURN (PARTIAL -1:2) ALL
                S: l BAD <any>
                C: m SEARCH RETURN (PARTIAL 1) ALL
                S: m BAD <any>
                C: n SEARCH RETURN (PARTIAL 1:*) ALL
                S: n BAD <any>
                C: o SEARCH RETURN (PARTIAL) ALL
                S: o BAD <any>
                """);
    }

    @Test // RFC 7162, 3.1.5
    void modificationSequences() {
        withMail().playSelected("""
                C: c UID STORE 2 +FLAGS.SILENT (\\Flagged)
                S: c OK <any>
                C: d SEARCH RETURN (ALL) MODSEQ 1
                S: * OK [HIGHESTMODSEQ <n>] From here on
                S: * ESEARCH (TAG "d") ALL 1:5 MODSEQ <n>
                S: d OK <any>
                C: e SEARCH MODSEQ 1 FLAGGED
                S: * SEARCH 2 (MODSEQ <n>)
                S: e OK <any>
                C: f SEARCH MODSEQ "/flags/\\\\flagged" all 1 FLAGGED
                S: * SEARCH 2 (MODSEQ <n>)
                S: f OK <any>
                C: g SEARCH MODSEQ 9999999
                S: * SEARCH
                S: g OK <any>
                C: h SORT (DATE) UTF-8 MODSEQ 1 FLAGGED
                S: * SORT 2 (MODSEQ <n>)
                S: h OK <any>
                C: i SEARCH MODSEQ
                S: i BAD <any>
                C: j SEARCH MODSEQ -1
                S: j BAD <any>
                C: k SEARCH MODSEQ "/flags/\\\\seen" mine 1
                S: k BAD <any>
                C: l SEARCH MODSEQ "/flags/\\\\seen" 1
                S: l BAD <any>
                C: m SEARCH MODSEQ 99999999999999999999
                S: m BAD <any>
                """);
    }

    @Test // RFC 8514, 4.3
    void savedDates() {
        withMail().playSelected("""
                C: c SEARCH SAVEDSINCE 1-Jan-2020
                S: * SEARCH 1 2 3 4 5
                S: c OK <any>
                C: d SEARCH SAVEDBEFORE 1-Jan-2020
                S: * SEARCH
                S: d OK <any>
                C: e SEARCH SAVEDON "1-Jan-2020"
                S: * SEARCH
                S: e OK <any>
                C: f SEARCH SAVEDATESUPPORTED 2
                S: * SEARCH 2
                S: f OK <any>
                C: g SEARCH SAVEDON
                S: g BAD <any>
                C: h SEARCH SAVEDBEFORE yesterday
                S: h BAD <any>
                """);
    }

    @Test // RFC 9051, 6.4.4
    void imap4rev2() {
        withMail().playLoggedIn("""
                C: b ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: b OK <any>
                C: c SELECT INBOX
                S: <lines>
                S: c OK <any>
                C: d SEARCH FROM ann
                S: * ESEARCH (TAG "d") ALL 1,3:4
                S: d OK SEARCH completed
                C: e UID SEARCH FROM nobody
                S: * ESEARCH (TAG "e") UID
                S: e OK <any>
                C: f SEARCH RETURN (SAVE COUNT) FROM ann
                S: * ESEARCH (TAG "f") COUNT 3
                S: f OK <any>
                C: g SEARCH $ SUBJECT f
                S: * ESEARCH (TAG "g") ALL 4
                S: g OK <any>
                C: h SORT (REVERSE ARRIVAL) UTF-8 $
                S: * SORT <any>
                S: h OK <any>
                C: i UID THREAD ORDEREDSUBJECT UTF-8 $
                S: * THREAD (1)(3)(4)
                S: i OK <any>
                """);
    }
}
