package org.valija.mailbox.content;

import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.valija.mailbox.api.MailboxException;

/**
 * Large content on its way in: chunks that nothing refers to yet. Each is written for itself, and no connection is held
 * between two. However many uploads there are, only a few write at a time, and the senders of the others wait: so that
 * they never take all connections from everybody else.
 */
@Component
public final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final JdbcClient jdbc;
    private final Semaphore writers;
    private final Duration patience;

    Uploads(JdbcClient jdbc, ContentProperties properties) {
        this.jdbc = jdbc;
        writers = new Semaphore(properties.uploadWriters(), true);
        patience = properties.uploadPatience();
    }

    UUID begin() {
        var upload = UUID.randomUUID();
        jdbc.sql("insert into upload (id) values (:id)").param("id", upload).update();
        return upload;
    }

    /**
     * Writes a chunk.
     *
     * @param offset of the chunk in the content
     * @throws MailboxException.Unavailable if its turn does not come in good time
     */
    void add(UUID upload, long offset, byte[] octets, int length) {
        try {
            if (!writers.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new MailboxException.Unavailable("too many large messages at a time, try again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MailboxException.Unavailable("stopping", e);
        }
        try {
            insert(upload, offset, octets, length);
        } finally {
            writers.release();
        }
    }

    private void insert(UUID upload, long offset, byte[] octets, int length) {
        jdbc.sql("insert into content_chunk (upload_id, start_offset, data) values (:upload, :offset, :data)")
                .param("upload", upload)
                .param("offset", offset)
                .param("data", length == octets.length ? octets : Arrays.copyOf(octets, length))
                .update();
    }

    /** Removes what an ingested message left that did not become content, or was there already. */
    public void discard(Ingested ingested) {
        if (ingested.upload() != null) {
            discard(ingested.upload());
        }
    }

    /** Removes the chunks, unless content has claimed them. If the database is away, the sweeper does it later. */
    void discard(UUID upload) {
        try {
            jdbc.sql("""
                            with gone as (delete from upload where id = :id returning id)
                            delete from content_chunk using gone where upload_id = gone.id""").param("id", upload).update();
        } catch (DataAccessException | TransactionException e) {
            LOG.debug("Upload {} stays for the sweeper", upload, e);
        }
    }
}
