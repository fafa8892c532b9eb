package org.valija.mailbox.text;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.content.ContentHash;

/**
 * A row of {@code content_text}.
 *
 * @param accounts that have the content
 * @param grams of the text, and of all else that search looks for with them
 */
record TextRow(ContentHash hash, Collection<Long> accounts, MessageText text, Grams grams) {

    /** Writes them in one statement; another replica may have been faster, for other accounts. */
    static void insert(JdbcClient jdbc, List<TextRow> rows) {
        if (rows.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into content_text as t (hash, accounts, header, parts, body, complete, preview, grams)
                        select hash, accounts::bigint[], header, parts, body, complete, preview, grams::smallint[]
                        from unnest(?, ?, ?, ?, ?, ?, ?, ?)
                            as r (hash, accounts, header, parts, body, complete, preview, grams)
                        order by hash
                        on conflict (hash) do update set accounts =
                            array(select unnest(t.accounts) union select unnest(excluded.accounts))""")
                .param(rows.stream().map(row -> row.hash.octets()).toArray(byte[][]::new))
                .param(texts(rows, row -> array(row.accounts)))
                .param(texts(rows, row -> row.text.header()))
                .param(texts(rows, row -> row.text.parts()))
                .param(texts(rows, row -> row.text.body()))
                .param(rows.stream().map(row -> row.text.complete()).toArray(Boolean[]::new))
                .param(texts(rows, row -> row.text.preview()))
                .param(texts(rows, row -> row.grams.toString()))
                .update();
    }

    /** As PostgreSQL writes an array of numbers. */
    static String array(Collection<Long> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }

    private static String[] texts(List<TextRow> rows, Function<TextRow, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }
}
