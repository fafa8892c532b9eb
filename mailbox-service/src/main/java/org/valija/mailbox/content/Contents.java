package org.valija.mailbox.content;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.transaction.RoundTrip;

/** Writes content, once for each hash. */
@Component
public final class Contents {

    private static final int ATTEMPTS = 3;

    private final JdbcClient jdbc;
    private final JdbcOperations operations;

    Contents(JdbcClient jdbc, JdbcOperations operations) {
        this.jdbc = jdbc;
        this.operations = operations;
    }

    /**
     * Makes sure, in the transaction of the caller, that all of these are there and stay there until it ends. Chunks of an
     * upload become those of the content, unless it was there before.
     */
    public void store(Collection<Ingested> ingested) {
        store(ingested, new RoundTrip());
    }

    /**
     * The same, and other statements in the round trip that inserts what was not there before, which may be before all of it is
     * sure to stay.
     */
    public void store(Collection<Ingested> ingested, RoundTrip along) {
        // In the order of their hashes, so that transactions that store the same wait for each other and never in a
        // ring
        var wanted = new TreeMap<ContentHash, Ingested>();
        ingested.forEach(content -> wanted.putIfAbsent(content.hash(), content));
        if (wanted.isEmpty()) {
            along.execute(operations);
        }
        for (int attempt = 0; !wanted.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                throw new MailboxException.Unavailable("content came and went");
            }
            var stored = insert(wanted.values(), attempt == 0 ? along : new RoundTrip());
            claim(wanted.values().stream()
                    .filter(content -> stored.contains(content.hash()))
                    .toList());
            wanted.keySet().removeAll(stored);
            if (!wanted.isEmpty()) {
                // Those were there already. The sweeper might have removed one since
                wanted.keySet().removeAll(keep(wanted.keySet()));
            }
        }
    }

    /** The hashes of those that were not there before. */
    private Set<ContentHash> insert(Collection<Ingested> contents, RoundTrip along) {
        var hashes = new byte[contents.size()][];
        var sizes = new Long[contents.size()];
        var headers = new byte[contents.size()][];
        var bodies = new byte[contents.size()][];
        var uploads = new String[contents.size()];
        int i = 0;
        for (var content : contents) {
            hashes[i] = content.hash().octets();
            sizes[i] = content.size();
            headers[i] = content.header();
            bodies[i] = content.body();
            uploads[i++] = content.upload() == null ? null : content.upload().toString();
        }
        var stored = new HashSet<ContentHash>();
        new RoundTrip()
                .query(
                        """
                        insert into content (hash, size, header, body, upload_id)
                        select hash, size, header, body, upload::uuid
                        from unnest(?, ?, ?, ?, ?) as c (hash, size, header, body, upload)
                        on conflict (hash) do nothing returning hash""",
                        row -> stored.add(new ContentHash(row.getBytes(1))),
                        hashes,
                        sizes,
                        headers,
                        bodies,
                        uploads)
                .then(along)
                .execute(operations);
        return stored;
    }

    /** The uploads are content now, and no longer to be discarded. */
    private void claim(List<Ingested> stored) {
        var uploads = stored.stream()
                .filter(content -> content.upload() != null)
                .map(content -> String.valueOf(content.upload()))
                .toArray(String[]::new);
        if (uploads.length > 0
                && jdbc.sql("delete from upload where id = any(?::uuid[])")
                                .param(uploads)
                                .update()
                        < uploads.length) {
            throw new MailboxException.Unavailable("an upload took too long");
        }
    }

    /** Keeps the sweeper from removing them until the transaction ends; answers with those that are there. */
    private Set<ContentHash> keep(Set<ContentHash> hashes) {
        return new HashSet<>(jdbc.sql("select hash from content where hash = any(?) order by hash for key share")
                .param(hashes.stream().map(ContentHash::octets).toArray(byte[][]::new))
                .query((row, _) -> new ContentHash(row.getBytes(1)))
                .list());
    }
}
