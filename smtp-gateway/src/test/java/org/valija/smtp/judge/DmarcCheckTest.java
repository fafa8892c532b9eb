package org.valija.smtp.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies: RFC 7489. */
class DmarcCheckTest {

    @ParameterizedTest // RFC 7489, 3.1, 6.3, 6.6.3 and 6.6.4; the sample is 50 of 100
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            a.example          | v=DMARC1; p=reject                | a.example:pass      | -                    | PASS | NONE
            a.example          | v=DMARC1; p=reject                | b.example:pass      | mail.a.example:pass  | PASS | NONE
            a.example          | v=DMARC1; p=reject; adkim=s       | b.example:pass      | mail.a.example:pass  | FAIL | REJECT
            a.example          | v=DMARC1; p=reject; aspf=s        | m.a.example:pass    | -                    | FAIL | REJECT
            a.example          | v=DMARC1;p=quarantine             | a.example:softfail  | b.example:pass       | FAIL | QUARANTINE
            a.example          | v=DMARC1; p=none                  | a.example:fail      | -                    | FAIL | NONE
            a.example          | v=DMARC1; p=reject; pct=51        | b.example:pass      | -                    | FAIL | REJECT
            a.example          | v=DMARC1; p=reject; pct=50        | b.example:pass      | -                    | FAIL | QUARANTINE
            a.example          | v=DMARC1; p=quarantine; pct=0     | b.example:pass      | -                    | FAIL | NONE
            a.example          | v=DMARC1; p=reject; pct=many      | b.example:pass      | -                    | FAIL | REJECT
            news.a.example     | v=DMARC1; p=reject; sp=none       | b.example:pass      | -                    | FAIL | NONE
            news.a.example     | v=DMARC1; p=none; sp=quarantine   | b.example:pass      | -                    | FAIL | QUARANTINE
            news.a.example     | v=DMARC1; p=reject                | a.example:pass      | -                    | PASS | NONE
            a.example          | v=DMARC1; p=reject                | a.example:temperror | -                    | TEMPERROR | NONE
            a.example          | v=DMARC1; p=reject                | b.example:fail      | a.example:temperror  | TEMPERROR | NONE
            a.example          | v=DMARC1; p=reject                | a.example:pass      | a.example:temperror  | PASS | NONE
            a.example          | v=DMARC1; p=refuse                | b.example:pass      | -                    | NONE | NONE
            a.example          | v=DMARC1; p=refuse; rua=mailto:x  | b.example:pass      | -                    | FAIL | NONE
            a.example          | p=reject; v=DMARC1                | b.example:pass      | -                    | NONE | NONE
            a.example          | v=DMARC2; p=reject                | b.example:pass      | -                    | NONE | NONE
            a.example          | v=spf1 -all                       | b.example:pass      | -                    | NONE | NONE
            a.example,b.example | v=DMARC1; p=reject               | a.example:pass      | -                    | PERMERROR | NONE
            """)
    void decides(String authors, String record, String spf, String dkim, Result result, DmarcPolicy wanted) {
        var dns = new KnownDns().txt("_dmarc.a.example", record);
        var checked = new DmarcCheck(dns, () -> 50)
                .check(
                        Arrays.asList(authors.split(",")),
                        new SpfResult(Result.valueOf(word(spf)), domain(spf), "mailfrom", ""),
                        dkim == null
                                ? List.of()
                                : List.of(new DkimResult(Result.valueOf(word(dkim)), domain(dkim), "s", "")));
        assertThat(checked.result()).isEqualTo(result);
        assertThat(checked.wanted()).isEqualTo(wanted);
    }

    @ParameterizedTest // RFC 7489, 3.2
    @CsvSource({
        "example.com, example.com",
        "a.b.example.com, example.com",
        "a.example.co.uk, example.co.uk",
        "co.uk, co.uk",
        "a.b.kobe.jp, a.b.kobe.jp",
        "x.a.b.kobe.jp, a.b.kobe.jp",
        "www.xn--bcher-kva.de, xn--bcher-kva.de"
    })
    void knowsWhatSomebodyRegistered(String domain, String organization) {
        assertThat(OrganizationalDomain.of(domain)).isEqualTo(organization);
    }

    private static String domain(String text) {
        return text.substring(0, text.indexOf(':'));
    }

    private static String word(String text) {
        return text.substring(text.indexOf(':') + 1).toUpperCase(Locale.ROOT);
    }
}
