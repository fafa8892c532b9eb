package org.valija.mailbox.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.content.ContentHash;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.content.StoredContent;
import org.valija.mailbox.event.Activity;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;
import org.valija.mailbox.transaction.Transactions;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * Indexes the text of content that waits in {@code text_queue}, at leisure while other work goes on. A run that was given
 * to another replica too soon is in nobody's way: each takes what no other has taken.
 */
@Component
@EnableConfigurationProperties(TextProperties.class)
final class TextIndexer implements Job {

    /** Contents of one transaction, each at most a chunk in memory. */
    private static final int BATCH = 32;

    /**
     * The same, while mail comes in: what each delivery changes, accounts and mailboxes, keeps all its old versions as long
     * as this transaction lasts, and all of them are looked through.
     */
    private static final int SMALL_BATCH = 8;

    /** While mail comes in, indexing rests this many times as long as it works: searches can wait, senders can't. */
    private static final int REST = 9;

    /** The same, while so much mail comes in that its transactions share their commits with others. */
    private static final int LONG_REST = 39;

    /** Commits a second from where on that is so. */
    private static final int BUSY = 25;

    private static final Duration CHECK = Duration.ofMillis(100);

    private static final CBORMapper CBOR = CBORMapper.builder().build();

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final ContentReader contents;
    private final SortBackfill backfill;
    private final TextProperties properties;
    private final Activity activity;

    TextIndexer(
            JdbcClient jdbc,
            Transactions transactions,
            ContentReader contents,
            SortBackfill backfill,
            TextProperties properties,
            Activity activity) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.contents = contents;
        this.backfill = backfill;
        this.properties = properties;
        this.activity = activity;
    }

    /** What the database tells of a message with some content. */
    private record Known(BodyPart structure, List<String> columns) {}

    @Override
    public String name() {
        return "index-text";
    }

    @Override
    public String description() {
        return "Indexes the text of new mail, so that searches need not read it";
    }

    @Override
    public Duration every() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run(Progress progress) {
        progress.total(
                jdbc.sql("select count(*) from text_queue").query(Long.class).single());
        int batch = SMALL_BATCH;
        boolean indexed = false;
        while (true) {
            long before = activity.count();
            var begun = System.nanoTime();
            int n = indexSome(batch);
            if (n == 0) {
                if (indexed) {
                    settle();
                }
                return;
            }
            indexed = true;
            progress.done(n);
            long commits = activity.count() - before;
            rest(restAfter(Duration.ofNanos(System.nanoTime() - begun), commits), progress);
            batch = commits == 0 ? BATCH : SMALL_BATCH;
        }
    }

    /**
     * How long to rest.
     *
     * @param commits that others made while indexing worked
     */
    static Duration restAfter(Duration worked, long commits) {
        if (commits == 0) {
            return Duration.ZERO;
        }
        boolean busy = commits * 1000 > worked.toMillis() * BUSY;
        return worked.multipliedBy(busy ? LONG_REST : REST);
    }

    private static void rest(Duration time, Progress progress) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(Math.min(left, CHECK.toNanos()));
            progress.checkpoint();
        }
    }

    /** What is new in the index waits in a list of up to 4 MB for more to come, and each search reads that whole. */
    private void settle() {
        jdbc.sql("select gin_clean_pending_list(index) from unnest(?::regclass[]) as index")
                .param(new String[] {"content_text_grams", "content_text_cut"})
                .query(Long.class)
                .list();
    }

    /**
     * How many were taken from the queue; 0 if there is nothing left.
     *
     * @param most contents
     */
    private int indexSome(int most) {
        return transactions.write(() -> {
            var waiting = take(most);
            if (!waiting.isEmpty()) {
                index(waiting);
                remove(waiting);
            }
            return waiting.values().stream().mapToInt(TreeSet::size).sum();
        });
    }

    /** Takes contents from the queue, each with all accounts that wait for it. */
    private Map<ContentHash, TreeSet<Long>> take(int most) {
        var hashes = jdbc.sql("select content_hash from text_queue limit ? for update skip locked")
                .param(most)
                .query((row, _) -> row.getBytes(1))
                .list()
                .toArray(byte[][]::new);
        var waiting = new HashMap<ContentHash, TreeSet<Long>>();
        if (hashes.length > 0) {
            jdbc.sql(
                            "select account_id, content_hash from text_queue where content_hash = any(?) for update skip locked")
                    .param(hashes)
                    .query(row -> {
                        waiting.computeIfAbsent(new ContentHash(row.getBytes(2)), _ -> new TreeSet<>())
                                .add(row.getLong(1));
                    });
        }
        return waiting;
    }

    private void remove(Map<ContentHash, TreeSet<Long>> indexed) {
        var hashes = new ArrayList<byte[]>();
        var accounts = new ArrayList<Long>();
        indexed.forEach((hash, all) -> all.forEach(account -> {
            hashes.add(hash.octets());
            accounts.add(account);
        }));
        jdbc.sql("""
                        delete from text_queue q using unnest(?, ?) as d (account, hash)
                        where q.account_id = d.account and q.content_hash = d.hash""")
                .param(accounts.toArray(Long[]::new))
                .param(hashes.toArray(byte[][]::new))
                .update();
    }

    private void index(Map<ContentHash, TreeSet<Long>> waiting) {
        var hashes = octets(waiting.keySet());
        // Nobody may remove the content while its text is on the way; what is not there needs none
        jdbc.sql("select hash from content where hash = any(?) order by hash for key share")
                .param(hashes)
                .query((row, _) -> row.getBytes(1))
                .list();
        backfill.fill(hashes);
        addAccounts(waiting);
        var known = known(hashes);
        var rows = new ArrayList<TextRow>();
        contents.find(known.keySet(), true).forEach((hash, content) -> {
            var accounts = waiting.get(hash);
            var message = known.get(hash);
            if (accounts != null && message != null) {
                rows.add(row(content, message, accounts));
            }
        });
        TextRow.insert(jdbc, rows);
    }

    /** Content that has been indexed for others before. */
    private void addAccounts(Map<ContentHash, TreeSet<Long>> waiting) {
        var hashes = new ArrayList<byte[]>();
        var accounts = new ArrayList<String>();
        waiting.forEach((hash, all) -> {
            hashes.add(hash.octets());
            accounts.add(TextRow.array(all));
        });
        jdbc.sql("""
                        update content_text t
                        set accounts = array(select unnest(t.accounts) union select unnest(w.accounts::bigint[]))
                        from unnest(?, ?) as w (hash, accounts)
                        where t.hash = w.hash and not t.accounts @> w.accounts::bigint[]""")
                .param(hashes.toArray(byte[][]::new))
                .param(accounts.toArray(String[]::new))
                .update();
    }

    /** Of content that is not indexed at all: its structure, and what search compares in columns. */
    private Map<ContentHash, Known> known(byte[][] hashes) {
        return jdbc
                .sql("""
                        select h.hash, m.structure, m.subject, m.from_text, m.to_text, m.cc_text, m.bcc_text
                        from unnest(?) as h (hash)
                        cross join lateral (select * from message m where m.content_hash = h.hash limit 1) m
                        where not exists (select from content_text t where t.hash = h.hash)""")
                .param(hashes)
                .query((row, _) -> Map.entry(new ContentHash(row.getBytes(1)), known(row)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Known known(ResultSet row) throws SQLException {
        var columns = new ArrayList<String>();
        for (int i = 3; i <= 7; i++) {
            var text = row.getString(i);
            if (text != null) {
                columns.add(text);
            }
        }
        return new Known(CBOR.readValue(row.getBytes(2), BodyPart.class), columns);
    }

    private TextRow row(StoredContent content, Known message, Collection<Long> accounts) {
        try {
            var text = MessageText.of(
                    content.header(),
                    message.structure,
                    (from, size) -> contents.open(content, from, size),
                    properties.longest());
            var grams = text.grams();
            message.columns.forEach(grams::add);
            return new TextRow(content.hash(), accounts, text, grams);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[][] octets(Collection<ContentHash> hashes) {
        return hashes.stream().map(ContentHash::octets).toArray(byte[][]::new);
    }
}
