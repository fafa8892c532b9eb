package org.valija.mailbox.sort;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What conversations are made of.
 *
 * @param id its Message-ID; null if it has none
 * @param references of its ancestors, the oldest first
 * @param baseSubject may be empty
 * @param sent microseconds since 1970
 */
record ThreadedMessage(
        long uid, @Nullable String id, List<String> references, String baseSubject, boolean isReply, long sent) {

    /** What {@link #read} reads, of a message {@code m}. */
    static final String COLUMNS = "m.uid, m.message_id, m.refs, coalesce(m.base_subject, '') as subject, m.is_reply,"
            + " (extract(epoch from coalesce(m.sent_at, m.internal_date)) * 1000000)::bigint as sent";

    static ThreadedMessage read(ResultSet row) throws SQLException {
        var references = row.getArray("refs");
        return new ThreadedMessage(
                row.getLong("uid"),
                row.getString("message_id"),
                references == null ? List.of() : List.of((String[]) references.getArray()),
                row.getString("subject"),
                row.getBoolean("is_reply"),
                row.getLong("sent"));
    }
}
