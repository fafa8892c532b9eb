package org.valija.smtp.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrganizationalDomainTest {

    private static final String VERSION = "// VERSION: ";

    @ParameterizedTest // RFC 7489, 3.2
    @CsvSource(textBlock = """
            example.com,                  example.com
            mail.eu.example.com,          example.com
            example.co.uk,                example.co.uk
            a.b.example.co.uk,            example.co.uk
            co.uk,                        co.uk
            com,                          com
            a.b.c.kobe.jp,                b.c.kobe.jp
            city.kobe.jp,                 city.kobe.jp
            a.city.kobe.jp,               city.kobe.jp
            www.ck,                       www.ck
            a.www.ck,                     www.ck
            a.b.other.ck,                 b.other.ck
            ann.github.io,                ann.github.io
            x.ann.github.io,              ann.github.io
            a.xn--55qx5d.cn,              a.xn--55qx5d.cn
            a.b.xn--55qx5d.cn,            b.xn--55qx5d.cn
            a.xn--85x722f.xn--fiqs8s,     xn--85x722f.xn--fiqs8s
            mail.example.dev,             example.dev
            mail.example.nosuchtld,       example.nosuchtld
            localhost,                    localhost
            """)
    void isOneLabelMoreThanThePublicSuffix(String domain, String organizational) {
        assertThat(OrganizationalDomain.of(domain)).isEqualTo(organizational);
    }

    @Test
    void theListIsNoOlderThanTheLibrariesOfThisBuild() throws IOException {
        var list = OrganizationalDomain.class.getResourceAsStream("/org/publicsuffix/list/effective_tld_names.dat");
        assertThat(list).isNotNull();
        try (var lines = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            var version = lines.lines()
                    .filter(line -> line.startsWith(VERSION))
                    .findFirst()
                    .orElseThrow()
                    .substring(VERSION.length());
            assertThat(LocalDate.parse(version.substring(0, 10))).isAfter(LocalDate.of(2025, 1, 1));
        }
    }
}
