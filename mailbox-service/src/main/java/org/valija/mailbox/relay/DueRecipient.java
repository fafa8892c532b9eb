package org.valija.mailbox.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.delivery.DeliveryOptions.Body;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.mailbox.api.outbound.SmartHostTls;

/**
 * A recipient whose turn it is, with the message.
 *
 * @param submitted whether by a user of ours
 * @param route null for the servers that the DNS names
 * @param giveUp why an administrator gave it up; null if none did
 */
record DueRecipient(
        long message,
        String recipient,
        String address,
        String destination,
        @Nullable String deliveredTo,
        RecipientOptions options,
        int attempts,
        boolean delayTold,
        @Nullable String giveUp,
        String reversePath,
        long size,
        String traceId,
        boolean submitted,
        Instant queuedAt,
        Body body,
        boolean utf8,
        boolean requireTls,
        @Nullable Boolean returnFull,
        @Nullable String envelopeId,
        @Nullable Route route) {

    static final String SELECT = """
            select m.id, r.recipient, r.address, r.destination, r.delivered_to, r.notices, r.original_recipient,
                r.attempts, r.delay_told, r.give_up, m.reverse_path, m.size, m.trace_id, m.account_id is not null, m.queued_at, m.body,
                m.utf8,
                m.require_tls, m.return_full, m.envelope_id,
                o.id, o.host, o.port, o.tls, o.auth_user, o.auth_password
            """;

    /**
     * A smart host as it is kept.
     *
     * @param password encrypted; null if there is no user
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared with equals
    record Route(
            long id,
            String host,
            int port,
            SmartHostTls tls,
            @Nullable String user,
            byte @Nullable [] password) {}

    static DueRecipient read(ResultSet row, int number) throws SQLException {
        return new DueRecipient(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                new RecipientOptions(notices((String[]) row.getArray(6).getArray()), row.getString(7)),
                row.getInt(8),
                row.getBoolean(9),
                row.getString(10),
                row.getString(11),
                row.getLong(12),
                row.getString(13),
                row.getBoolean(14),
                row.getTimestamp(15).toInstant(),
                Body.valueOf(row.getString(16)),
                row.getBoolean(17),
                row.getBoolean(18),
                row.getObject(19, Boolean.class),
                row.getString(20),
                route(row));
    }

    private static Set<Notice> notices(String[] words) {
        var notices = EnumSet.noneOf(Notice.class);
        Arrays.stream(words).map(Notice::valueOf).forEach(notices::add);
        return notices;
    }

    private static @Nullable Route route(ResultSet row) throws SQLException {
        long id = row.getLong(21);
        return id == 0
                ? null
                : new Route(
                        id,
                        row.getString(22),
                        row.getInt(23),
                        SmartHostTls.valueOf(row.getString(24)),
                        row.getString(25),
                        row.getBytes(26));
    }
}
