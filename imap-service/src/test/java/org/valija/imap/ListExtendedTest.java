package org.valija.imap;

import org.junit.jupiter.api.Test;

/** LIST with options (RFC 5258), and special uses at CREATE (RFC 6154). */
class ListExtendedTest {

    private final ImapUser user = ImapUser.fresh();

    private static final String FRUIT = """
            C: b1 CREATE Fruit/Apple
            S: b1 OK <any>
            C: b2 CREATE Fruit/Pear
            S: b2 OK <any>
            C: b3 CREATE Vegetable/Leek
            S: b3 OK <any>
            C: b4 SUBSCRIBE Fruit/Pear
            S: b4 OK <any>
            C: b5 SUBSCRIBE Fruit/Peach
            S: b5 OK <any>
            C: b6 SUBSCRIBE Vegetable
            S: b6 OK <any>
            C: b7 SUBSCRIBE Gone/Away
            S: b7 OK <any>
            """;

    @Test // RFC 5258, 3.1: SUBSCRIBED
    void subscribed() {
        user.playLoggedIn(FRUIT + """
                C: c LIST (SUBSCRIBED) "" *
                S: * LIST (\\Subscribed \\HasNoChildren) "/" INBOX
                S: * LIST (<any>\\Subscribed \\HasNoChildren<any>) "/" Archive
                S: <lines>
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Fruit/Peach
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Pear
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Gone/Away
                S: <lines>
                S: * LIST (\\Subscribed \\HasChildren) "/" Vegetable
                S: c OK LIST completed
                C: d LIST (SUBSCRIBED REMOTE) "" "Fruit/%"
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Fruit/Peach
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Pear
                S: d OK <any>
                C: e LIST (REMOTE) "" "Fruit/%"
                S: * LIST (\\HasNoChildren) "/" Fruit/Apple
                S: * LIST (\\HasNoChildren) "/" Fruit/Pear
                S: e OK <any>
                C: f LIST () Fruit/ "P%"
                S: * LIST (\\HasNoChildren) "/" Fruit/Pear
                S: f OK <any>
                """);
    }

    @Test // RFC 5258, 3.2
    void returnOptions() {
        user.playLoggedIn(FRUIT + """
                C: c LIST "" "Fruit/*" RETURN (SUBSCRIBED)
                S: * LIST (\\HasNoChildren) "/" Fruit/Apple
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Pear
                S: c OK <any>
                C: d LIST "" "Fruit" RETURN (CHILDREN)
                S: * LIST (\\HasChildren) "/" Fruit
                S: d OK <any>
                C: e LIST "" Sent RETURN (SPECIAL-USE SUBSCRIBED CHILDREN)
                S: * LIST (\\Subscribed \\HasNoChildren \\Sent) "/" Sent
                S: e OK <any>
                C: f LIST (SPECIAL-USE) "" *
                S: * LIST (\\HasNoChildren \\Archive) "/" Archive
                S: * LIST (\\HasNoChildren \\Drafts) "/" Drafts
                S: * LIST (\\HasNoChildren \\Junk) "/" Junk
                S: * LIST (\\HasNoChildren \\Sent) "/" Sent
                S: * LIST (\\HasNoChildren \\Trash) "/" Trash
                S: f OK <any>
                C: g LIST "" "Fruit" RETURN ()
                S: * LIST (\\HasChildren) "/" Fruit
                S: g OK <any>
                """);
    }

    @Test // RFC 5258, 5, examples 8 to 11
    void recursiveMatch() {
        user.playLoggedIn(FRUIT + """
                C: c LIST (SUBSCRIBED RECURSIVEMATCH) "" "F%"
                S: * LIST (\\HasChildren) "/" Fruit ("CHILDINFO" ("SUBSCRIBED"))
                S: c OK <any>
                C: d LIST (RECURSIVEMATCH SUBSCRIBED) "" "G%"
                S: * LIST (\\NonExistent \\HasNoChildren) "/" Gone ("CHILDINFO" ("SUBSCRIBED"))
                S: d OK <any>
                C: e LIST (SUBSCRIBED RECURSIVEMATCH) "" "Fruit*"
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Fruit/Peach
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Pear
                S: e OK <any>
                C: f SUBSCRIBE Vegetable/Leek
                S: f OK <any>
                C: g LIST (SUBSCRIBED RECURSIVEMATCH) "" "V%"
                S: * LIST (\\Subscribed \\HasChildren) "/" Vegetable ("CHILDINFO" ("SUBSCRIBED"))
                S: g OK <any>
                C: h LIST (SUBSCRIBED) "" "F%"
                S: h OK <any>
                """);
    }

    @Test // RFC 5258, 3
    void manyPatterns() {
        user.playLoggedIn(FRUIT + """
                C: c LIST "" (INBOX "Fruit/A*" "F%")
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: * LIST (\\HasChildren) "/" Fruit
                S: * LIST (\\HasNoChildren) "/" Fruit/Apple
                S: c OK <any>
                C: d LIST "" ("")
                S: d OK <any>
                C: e DELETE Fruit
                S: e OK <any>
                C: f LIST "" F%
                S: * LIST (\\Noselect \\HasChildren) "/" Fruit
                S: f OK <any>
                C: g LIST "" (F%)
                S: * LIST (\\NonExistent \\HasChildren) "/" Fruit
                S: g OK <any>
                C: h ENABLE IMAP4rev2
                S: * ENABLED IMAP4rev2
                S: h OK <any>
                C: i LIST "" F%
                S: * LIST (\\NonExistent \\HasChildren) "/" Fruit
                S: i OK <any>
                C: j LIST (SUBSCRIBED) "" "Fruit/Pear" RETURN (CHILDREN)
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Pear
                S: j OK <any>
                """);
    }

    @Test
    void brokenOptions() {
        user.playLoggedIn("""
                C: c LIST (NONSENSE) "" *
                S: c BAD <any>
                C: d LIST (RECURSIVEMATCH) "" *
                S: d BAD <any>
                C: e LIST (RECURSIVEMATCH REMOTE) "" *
                S: e BAD <any>
                C: f LIST (SUBSCRIBED "" *
                S: f BAD <any>
                C: g LIST (SUBSCRIBED) *
                S: g BAD <any>
                C: h LIST "" * RETURN
                S: h BAD <any>
                C: i LIST "" * RETURN (NONSENSE)
                S: i BAD <any>
                C: j LIST "" * RETURN (CHILDREN
                S: j BAD <any>
                C: k LIST "" * RETURNS ()
                S: k BAD <any>
                C: l LIST "" ()
                S: l BAD <any>
                C: m LIST "" (a b
                S: m BAD <any>
                C: n LIST "" (%s)
                S: n NO [LIMIT] <any>
                C: o NOOP
                S: o OK <any>
                """.formatted("a ".repeat(200) + "a"));
    }

    @Test // RFC 6154, 3, and RFC 8474, 4.1
    void createForAUse() {
        user.playLoggedIn("""
                C: c CREATE Rubbish (USE (\\Trash))
                S: c NO [USEATTR] <any>
                C: d DELETE Trash
                S: d OK <any>
                C: e CREATE Rubbish (USE (\\trash))
                S: e OK [MAILBOXID (<word>)] CREATE completed
                C: f LIST (SPECIAL-USE) "" R*
                S: * LIST (\\HasNoChildren \\Trash) "/" Rubbish
                S: f OK <any>
                C: g CREATE All (USE (\\All))
                S: g NO [USEATTR] <any>
                C: h CREATE Two (USE (\\Flagged \\Archive))
                S: h NO [USEATTR] <any>
                C: i CREATE None (USE ())
                S: i OK [MAILBOXID (<word>)] <any>
                C: j LIST "" (All Two)
                S: j OK <any>
                C: k CREATE Stars (USE (\\Flagged))
                S: k OK <any>
                C: l CREATE x (NONSENSE)
                S: l BAD <any>
                C: m CREATE x (USE \\Sent)
                S: m BAD <any>
                C: n CREATE x (USE (Sent))
                S: n BAD <any>
                C: o CREATE x ()
                S: o BAD <any>
                C: p CREATE x (USE (\\Sent)
                S: p BAD <any>
                """);
    }

    @Test // RFC 5819, 2
    void status() {
        user.having("a: 1\n\n", "a: 2\n\n").playLoggedIn(FRUIT + """
                C: c LIST "" (INBOX F%) RETURN (STATUS (MESSAGES UNSEEN) CHILDREN)
                S: * LIST (\\HasNoChildren) "/" INBOX
                S: * STATUS INBOX (MESSAGES 2 UNSEEN 2)
                S: * LIST (\\HasChildren) "/" Fruit
                S: * STATUS Fruit (MESSAGES 0 UNSEEN 0)
                S: c OK LIST completed
                C: d DELETE Fruit
                S: d OK <any>
                C: e LIST "" F% RETURN (STATUS (UIDNEXT))
                S: * LIST (\\NonExistent \\HasChildren) "/" Fruit
                S: e OK <any>
                C: f LIST (SUBSCRIBED) "" Fruit/* RETURN (STATUS (MAILBOXID SIZE))
                S: * LIST (\\NonExistent \\Subscribed \\HasNoChildren) "/" Fruit/Peach
                S: * LIST (\\Subscribed \\HasNoChildren) "/" Fruit/Pear
                S: * STATUS Fruit/Pear (MAILBOXID (<word>) SIZE 0)
                S: f OK <any>
                C: g LIST "" * RETURN (STATUS)
                S: g BAD <any>
                C: h LIST "" * RETURN (STATUS ())
                S: h BAD <any>
                C: i LIST "" * RETURN (STATUS (NONSENSE))
                S: i BAD <any>
                """);
    }
}
