package org.valija.pop3;

import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.maildrop.MaildropPoliciesApi;
import org.valija.mailbox.api.maildrop.MaildropPolicy;
import org.valija.testkit.Transcript;

/** CAPA and what it announces: RFC 2449, RFC 2595 and RFC 6856. */
class ExtensionsTest {

    private final LivePop3 pop3 = LivePop3.shared();

    @Test // RFC 2449, 5; RFC 8314, 3: commands are the same in each state, as far as TLS allows them
    void capaIsTrueBeforeAndAfterLoginAndTls() {
        pop3.transcript(pop3.owner()).play("""
                S: +OK <any>
                C: CAPA
                S: +OK capability list follows
                S~ TOP
                S~ UIDL
                S~ RESP-CODES
                S~ AUTH-RESP-CODE
                S~ PIPELINING
                S~ UTF8 USER
                S~ LANG
                S~ EXPIRE NEVER
                S~ IMPLEMENTATION Valija
                S~ STLS
                S~ USER
                S~ SASL SCRAM-SHA-256 PLAIN LOGIN
                S: .
                C: STLS
                S: +OK begin TLS negotiation
                C: <starttls>
                C: CAPA
                S: +OK capability list follows
                S~ TOP
                S~ UIDL
                S~ RESP-CODES
                S~ AUTH-RESP-CODE
                S~ PIPELINING
                S~ UTF8 USER
                S~ LANG
                S~ EXPIRE NEVER
                S~ IMPLEMENTATION Valija
                S~ USER
                S~ SASL SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN
                S: .
                C: USER {user}
                S: +OK <any>
                C: PASS {pass}
                S: +OK <any>
                C: CAPA
                S: +OK capability list follows
                S~ TOP
                S~ UIDL
                S~ RESP-CODES
                S~ AUTH-RESP-CODE
                S~ PIPELINING
                S~ UTF8 USER
                S~ LANG
                S~ EXPIRE NEVER
                S~ IMPLEMENTATION Valija
                S~ USER
                S~ SASL SCRAM-SHA-256-PLUS SCRAM-SHA-256 PLAIN LOGIN
                S: .
                """);
    }

    @Test // RFC 2449, 6.5, 6.7 and 8.1.1
    void delayAndExpiryAreThoseOfTheMaildropOnceItIsKnown() {
        try (var own = LivePop3.with()) {
            var policies = own.mailbox().client().api(MaildropPoliciesApi.class);
            var owner = own.owner();
            policies.setOfDomain("example.org", new MaildropPolicy(null, null, 30, 900));
            policies.setOfAccount(owner.account(), new MaildropPolicy(null, null, 60, 600));
            own.transcript(owner).play("""
                    S: +OK <any>
                    C: CAPA
                    S: +OK <any>
                    S: <lines>
                    S: EXPIRE 30 USER
                    S: LOGIN-DELAY 900 USER
                    S: .
                    C: USER {user}
                    S: +OK <any>
                    C: PASS {pass}
                    S: +OK <any>
                    C: CAPA
                    S: +OK <any>
                    S: <lines>
                    S: EXPIRE 60
                    S: LOGIN-DELAY 600
                    S: .
                    C: QUIT
                    S: +OK bye
                    S: <close>
                    S2: +OK <any>
                    C2: USER {user}
                    S2: +OK <any>
                    C2: PASS {pass}
                    S2: -ERR [LOGIN-DELAY] maildrop was open a moment ago, try again later
                    C2: USER {user}
                    S2: +OK send PASS
                    """);
        }
    }

    @Test // RFC 6856, 2
    void utf8IsForTheBeginningAndAfterStls() {
        pop3.transcript(pop3.owner("Subject: Gr\u00fc\u00dfe\n\n\u00fc")).play("""
                S: +OK <any>
                C: UTF8 on
                S: -ERR usage: UTF8
                C: UTF8
                S: +OK UTF-8 from now on
                C: UTF8
                S: +OK UTF-8 from now on
                C: STLS
                S: -ERR STLS comes before UTF8
                C: USER {user}
                S: +OK send PASS
                C: PASS wrong
                S: -ERR [AUTH] <any>
                C: STLS
                S: -ERR STLS comes before UTF8
                C: USER {user}
                S: +OK send PASS
                C: PASS {pass}
                S: +OK maildrop has 1 messages (24 octets)
                C: UTF8
                S: -ERR already logged in
                C: LIST 1
                S: +OK 1 24
                C: RETR 1
                S: +OK 24 octets
                S: Subject: Gr\\xc3\\xbc\\xc3\\x9fe
                S:
                S: \\xc3\\xbc
                S: .
                """);
    }

    @Test // RFC 6856, 2: size and octets are the same for a client that did not say UTF8
    void messagesAreSentAsTheyCameWithoutUtf8() {
        pop3.playLoggedIn(pop3.owner("Subject: Gr\u00fc\u00dfe\n\n\u00fc"), """
                C: LIST 1
                S: +OK 1 24
                C: RETR 1
                S: +OK 24 octets
                S: Subject: Gr\\xc3\\xbc\\xc3\\x9fe
                S:
                S: \\xc3\\xbc
                S: .
                """);
    }

    @Test // RFC 6856, 2.1: USER and PASS take UTF-8
    void namesAndPasswordsMayBeUtf8() {
        pop3.mailbox().createAccount("j\u00fcrgen@example.org", "gr\u00fc\u00dfe aus \u6771\u4eac");
        Transcript.on(pop3.port("pop3")).play("""
                S: +OK <any>
                C: UTF8
                S: +OK <any>
                C: USER j\\xc3\\xbcrgen@example.org
                S: +OK send PASS
                C: PASS gr\\xc3\\xbc\\xc3\\x9fe aus \\xe6\\x9d\\xb1\\xe4\\xba\\xac
                S: +OK maildrop has 0 messages (0 octets)
                """);
    }

    @Test // RFC 6856, 3
    void langListsAndChoosesInBothStates() {
        var choices = """
                C: LANG
                S: +OK language listing follows
                S: i-default English
                S: en English
                S: .
                C: LANG en
                S: +OK en English it is
                C: lang EN-gb
                S: +OK en English it is
                C: LANG *
                S: +OK i-default English it is
                C: LANG I-DEFAULT
                S: +OK i-default English it is
                C: LANG tlh
                S: -ERR no such language here
                C: LANG english
                S: -ERR no such language here
                C: LANG en de
                S: -ERR usage: LANG [language-range]
                """;
        Transcript.on(pop3.port("strict")).play("S: +OK <any>\n" + choices);
        pop3.playLoggedIn(pop3.owner(), choices);
    }
}
