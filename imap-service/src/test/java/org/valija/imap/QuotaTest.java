package org.valija.imap;

import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.account.AccountChange;
import org.valija.mailbox.api.account.AccountsApi;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.TestPostgres;

/** How full an account is: RFC 9208. */
class QuotaTest {

    @Test // RFC 9208, 4.1.1 and 4.1.2
    void usageAndLimit() {
        ImapUser.withQuota(10_240).playLoggedIn("""
                C: b APPEND INBOX {1025+}
                C: %s
                S: b OK <any>
                C: c GETQUOTAROOT INBOX
                S: * QUOTAROOT INBOX account
                S: * QUOTA account (STORAGE 2 10 MAILBOX <n> 10000)
                S: c OK GETQUOTAROOT completed
                C: d GETQUOTA "account"
                S: * QUOTA account (STORAGE 2 10 MAILBOX <n> 10000)
                S: d OK GETQUOTA completed
                C: e GETQUOTA "another"
                S: e NO [NONEXISTENT] No such quota root
                C: f GETQUOTAROOT "not there yet"
                S: * QUOTAROOT "not there yet" account
                S: * QUOTA account (STORAGE 2 10 MAILBOX <n> 10000)
                S: f OK <any>
                """.formatted("a".repeat(1025)));
    }

    @Test // RFC 9208, 4.3.1
    void sessionsHearWhenItIsNearlyFull() {
        try (var conversation = ImapUser.withQuota(100).open()) {
            conversation.play("""
                    S: * OK <any>
                    C: a LOGIN {user} opensesame
                    S: a OK <any>
                    C2: a LOGIN {user} opensesame
                    S2: * OK <any>
                    S2: a OK <any>
                    C2: b IDLE
                    S2: + idling
                    C: b APPEND INBOX {90+}
                    C: %s
                    S: b OK <any>
                    S: * OK [ALERT] Mailbox is 80 percent full
                    S2: * OK [ALERT] Mailbox is 80 percent full
                    C: c APPEND INBOX {10+}
                    C: %s
                    S: c OK <any>
                    S: * NO [OVERQUOTA] Mailbox is full
                    S2: * NO [OVERQUOTA] Mailbox is full
                    C2: DONE
                    S2: b OK <any>
                    """.formatted("a".repeat(90), "a".repeat(10)));
        }
    }

    @Test // RFC 9208, 4.1.4
    void whatAnExpungeWouldFree() {
        ImapUser.fresh().playLoggedIn("""
                C: b APPEND INBOX (\\Deleted) {5+}
                C: a: bc
                S: b OK <any>
                C: c STATUS INBOX (DELETED DELETED-STORAGE SIZE APPENDLIMIT MAILBOXID)
                S: * STATUS INBOX (DELETED 1 DELETED-STORAGE 5 SIZE 5 APPENDLIMIT 52428800 MAILBOXID (M<n>))
                S: c OK <any>
                """);
    }

    @Test // RFC 9208, 5.4
    void theNumberOfMailboxesIsLimited() {
        try (var mailboxes = MailboxServer.on(TestPostgres.database(), "mailbox.mailboxes.most=10");
                var imap = new LiveImap(mailboxes)) {
            ImapUser.of(imap).playLoggedIn("""
                    C: b GETQUOTA account
                    S: * QUOTA account (MAILBOX 6 10)
                    S: b OK <any>
                    C: c CREATE a/b/c
                    S: c OK <any>
                    C: d CREATE d/e
                    S: d NO [OVERQUOTA] <any>
                    C: e RENAME a/b/c d/e/f
                    S: e NO [OVERQUOTA] <any>
                    C: f LIST "" d*
                    S: f OK <any>
                    C: g ENABLE IMAP4rev2
                    S: * ENABLED IMAP4rev2
                    S: g OK <any>
                    C: h CREATE d
                    S: h OK <any>
                    C: i GETQUOTAROOT d
                    S: * QUOTAROOT d account
                    S: * QUOTA account (MAILBOX 10 10)
                    S: i OK <any>
                    C: j CREATE e
                    S: j NO [OVERQUOTA] <any>
                    C: k DELETE a/b/c
                    S: k OK <any>
                    C: l CREATE e
                    S: l OK <any>
                    """);
        }
    }

    @Test // RFC 9208, 5.4
    void theNumberOfMailboxesIsThatOfTheAccount() {
        var user = ImapUser.fresh();
        var accounts = user.imap().mailboxes().client().api(AccountsApi.class);
        accounts.change(user.account(), AccountChange.quotaMailboxes(7));
        user.playLoggedIn("""
                C: b CREATE a/b
                S: b NO [OVERQUOTA] <any>
                C: c CREATE a
                S: c OK <any>
                C: d GETQUOTA account
                S: * QUOTA account (MAILBOX 7 7)
                S: d OK <any>
                """);
        accounts.change(user.account(), AccountChange.quotaMailboxes(0));
        user.playLoggedIn("""
                C: b CREATE a/b
                S: b OK <any>
                C: c GETQUOTA account
                S: c NO [NONEXISTENT] <any>
                C: d GETQUOTAROOT a
                S: * QUOTAROOT a
                S: d OK <any>
                """);
    }

    @Test // RFC 9208, 4.1.3
    void usersSetNone() {
        ImapUser.fresh().playLoggedIn("""
                C: b SETQUOTA account (STORAGE 512 MESSAGE 3)
                S: b NO [NOPERM] <any>
                C: c SETQUOTA account ()
                S: c NO [NOPERM] <any>
                C: d SETQUOTA account (STORAGE)
                S: d BAD <any>
                C: e SETQUOTA account STORAGE 1
                S: e BAD <any>
                C: f GETQUOTA
                S: f BAD <any>
                """);
    }
}
