package org.valija.mailbox.relay;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.outbound.NewOutboundRoute;
import org.valija.mailbox.api.outbound.OutboundRoute;
import org.valija.mailbox.api.outbound.SmartHostTls;
import org.valija.mailbox.outbound.OutboundWake;
import org.valija.mailbox.secret.Encryption;
import org.valija.mailbox.transaction.Transactions;

/** Smart hosts, and what is sent to them. */
@Component
final class OutboundRoutes {

    private static final String COLUMNS = "id, automatic, sender_domain, recipient_domain, host, port, tls, auth_user";

    private final JdbcClient jdbc;
    private final Transactions transactions;
    private final Encryption encryption;
    private final OutboundWake wake;

    OutboundRoutes(JdbcClient jdbc, Transactions transactions, Encryption encryption, OutboundWake wake) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.encryption = encryption;
        this.wake = wake;
    }

    /** @param route that has been checked */
    OutboundRoute create(NewOutboundRoute route, @Nullable DomainName sender, @Nullable DomainName recipient) {
        var password = route.password() == null
                ? null
                : encryption.encrypt(
                        LeaseMaker.purpose(route.host(), route.port()),
                        route.password().getBytes(StandardCharsets.UTF_8));
        try {
            return transactions.write(() -> {
                wake.afterCommit();
                return jdbc.sql("""
                        insert into outbound_route (automatic, sender_domain, recipient_domain, host, port, tls, auth_user,
                            auth_password)
                        values (?, ?, ?, ?, ?, ?, ?, ?) returning\s""" + COLUMNS)
                        .param(route.automatic())
                        .param(sender == null ? null : sender.value())
                        .param(recipient == null ? null : recipient.value())
                        .param(route.host())
                        .param(route.port())
                        .param(route.tls().name())
                        .param(route.user())
                        .param(password)
                        .query(OutboundRoutes::read)
                        .single();
            });
        } catch (DuplicateKeyException _) {
            throw new MailboxException.AlreadyExists("there is an automatic route for these domains");
        }
    }

    List<OutboundRoute> after(long id, int limit) {
        return jdbc.sql("select " + COLUMNS + " from outbound_route where id > ? order by id limit ?")
                .param(id)
                .param(limit)
                .query(OutboundRoutes::read)
                .list();
    }

    void delete(long id) {
        transactions.run(() -> {
            int gone = jdbc.sql("delete from outbound_route where id = ?")
                    .param(id)
                    .update();
            if (gone == 0) {
                throw new MailboxException.NotFound("there is no such route");
            }
        });
    }

    private static OutboundRoute read(ResultSet row, int number) throws SQLException {
        return new OutboundRoute(
                row.getLong(1),
                row.getBoolean(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getInt(6),
                SmartHostTls.valueOf(row.getString(7)),
                row.getString(8));
    }
}
