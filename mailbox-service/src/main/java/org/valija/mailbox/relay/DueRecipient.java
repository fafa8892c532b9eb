package org.valija.mailbox.relay;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.delivery.DeliveryOptions.Body;
import org.valija.mailbox.api.delivery.RecipientOptions;
import org.valija.mailbox.api.delivery.RecipientOptions.Notice;
import org.valija.mailbox.api.outbound.LeasedRecipient.Order;
import org.valija.mailbox.api.outbound.OutboundNotice.Kind;
import org.valija.mailbox.api.outbound.SmartHostTls;

/**
 * A recipient whose turn it is, with the message.
 *
 * @param submitted whether by a user of ours
 * @param route null for the servers that the DNS names
 * @param giveUp why an administrator gave it up; null if none did
 * @param confirmation what became of it here, to be told to its sender; null for one elsewhere
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
        @Nullable Kind confirmation,
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
                r.attempts, r.delay_told, r.give_up, r.confirmation, m.reverse_path, m.size, m.trace_id, m.account_id is not null,
                m.queued_at, m.body, m.utf8, m.require_tls, m.return_full, m.envelope_id,
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

    /** What its gateway is to do. */
    Order order() {
        if (confirmation != null) {
            return Order.CONFIRM;
        }
        return giveUp == null ? Order.SEND : Order.BOUNCE;
    }

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
                confirmation(row.getString(11)),
                row.getString(12),
                row.getLong(13),
                row.getString(14),
                row.getBoolean(15),
                row.getTimestamp(16).toInstant(),
                Body.valueOf(row.getString(17)),
                row.getBoolean(18),
                row.getBoolean(19),
                row.getObject(20, Boolean.class),
                row.getString(21),
                route(row));
    }

    private static @Nullable Kind confirmation(@Nullable String word) {
        return word == null ? null : Kind.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Set<Notice> notices(String[] words) {
        var notices = EnumSet.noneOf(Notice.class);
        Arrays.stream(words).map(Notice::valueOf).forEach(notices::add);
        return notices;
    }

    private static @Nullable Route route(ResultSet row) throws SQLException {
        long id = row.getLong(22);
        return id == 0
                ? null
                : new Route(
                        id,
                        row.getString(23),
                        row.getInt(24),
                        SmartHostTls.valueOf(row.getString(25)),
                        row.getString(26),
                        row.getBytes(27));
    }
}
