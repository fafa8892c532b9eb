package org.valija.mailbox.delivery;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.DeliveryReport;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.delivery.Verdict;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.security.ServiceName;
import org.valija.mailbox.testing.MailboxServer;

/** Delivers messages to a server as smtp-gateway does, and tells where they went. */
public record Post(MailboxServer server) {

    /** Delivers to recipients, each alone. */
    public DeliveryReport deliver(String message, String... recipients) {
        return deliver(message, null, false, recipients);
    }

    public DeliveryReport deliver(String message, @Nullable Verdict verdict, boolean together, String... recipients) {
        var envelope = new Envelope(
                "bob@elsewhere.example",
                List.of(recipients),
                "ESMTP",
                "192.0.2.1",
                "client.example",
                "trace-1",
                null,
                verdict,
                together,
                null);
        return server.client(ServiceName.SMTP).api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
            out.write(envelope);
            out.write(message.getBytes(StandardCharsets.UTF_8));
        }));
    }

    /** What became of each recipient: {@code OK}, or the name of the refusal. */
    public static List<String> outcomes(DeliveryReport report) {
        return report.recipients().stream()
                .map(recipient -> recipient.refusal() == null
                        ? "OK"
                        : ProblemType.toException(recipient.refusal())
                                .getClass()
                                .getSimpleName())
                .toList();
    }

    /** The copies with a subject: {@code address/mailbox} each, and {@code > address} for those that wait to be sent. */
    public List<String> copies(String subject) {
        var here = texts("""
                select a.display_address || '/' || b.name from message m join account a on a.id = m.account_id
                join mailbox b on b.account_id = m.account_id and b.id = m.mailbox_id
                join content c on c.hash = m.content_hash where %s order by 1""".formatted(hasSubject(subject)));
        var elsewhere = texts("""
                select '> ' || r.address from outbound_recipient r join outbound_message m on m.id = r.message_id
                join content c on c.hash = m.content_hash where %s order by 1""".formatted(hasSubject(subject)));
        here.addAll(elsewhere);
        return here;
    }

    private static String hasSubject(String subject) {
        return "position(convert_to('Subject: %s' || chr(13) || chr(10), 'UTF8') in c.header) > 0".formatted(subject);
    }

    /** The first column of what a query finds. */
    public List<String> texts(String sql) {
        var found = new ArrayList<String>();
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
