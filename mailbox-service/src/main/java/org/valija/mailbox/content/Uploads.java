package org.valija.mailbox.content;

import java.util.Arrays;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Large content on its way in: chunks that nothing refers to yet. Each is written for itself, and no connection is held
 * between two. However many uploads there are, only a few write at a time, and the senders of the others wait.
 */
@Component
public final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final JdbcClient jdbc;
    private final Turns writers;

    Uploads(JdbcClient jdbc, ContentProperties properties) {
        this.jdbc = jdbc;
        writers = new Turns(properties.uploadWriters(), properties.uploadPatience());
    }

    /**
     * Begins an upload.
     *
     * @throws org.valija.mailbox.api.MailboxException.Unavailable if its turn does not come in good time
     */
    UUID begin() {
        var upload = UUID.randomUUID();
        writers.take(() -> jdbc.sql("insert into upload (id) values (:id)")
                .param("id", upload)
                .update());
        return upload;
    }

    /**
     * Writes a chunk.
     *
     * @param offset of the chunk in the content
     * @throws org.valija.mailbox.api.MailboxException.Unavailable if its turn does not come in good time
     */
    void add(UUID upload, long offset, byte[] octets, int length) {
        writers.take(() -> insert(upload, offset, octets, length));
    }

    private int insert(UUID upload, long offset, byte[] octets, int length) {
        return jdbc.sql("insert into content_chunk (upload_id, start_offset, data) values (:upload, :offset, :data)")
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
