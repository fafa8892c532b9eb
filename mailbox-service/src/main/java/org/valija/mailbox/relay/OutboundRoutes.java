package org.valija.mailbox.relay;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
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

    private static final String INSERT = """
            insert into outbound_route (automatic, sender_domain, recipient_domain, host, port, tls, auth_user, auth_password)
            values (:automatic, :sender, :recipient, :host, :port, :tls, :user, :password)""";

    private static final String UPDATE = """
            update outbound_route set automatic = :automatic, sender_domain = :sender, recipient_domain = :recipient,
                host = :host, port = :port, tls = :tls, auth_user = :user,
                auth_password = case when :user::text is not null then coalesce(:password, auth_password) end
            where id = :id and (:user::text is null or :password::bytea is not null
                or auth_user = :user and host = :host and port = :port)""";

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
        return write(INSERT, 0, route, sender, recipient).orElseThrow();
    }

    /** @param route that has been checked; without a password, that of the same user at the same place is kept */
    OutboundRoute replace(
            long id, NewOutboundRoute route, @Nullable DomainName sender, @Nullable DomainName recipient) {
        return write(UPDATE, id, route, sender, recipient)
                .orElseThrow(() -> exists(id)
                        ? new MailboxException.Invalid("password", "another user, host or port needs a password")
                        : new MailboxException.NotFound("there is no such route"));
    }

    private Optional<OutboundRoute> write(
            String statement,
            long id,
            NewOutboundRoute route,
            @Nullable DomainName sender,
            @Nullable DomainName recipient) {
        var password = route.password() == null
                ? null
                : encryption.encrypt(
                        LeaseMaker.purpose(route.host(), route.port()),
                        route.password().getBytes(StandardCharsets.UTF_8));
        try {
            return transactions.write(() -> {
                wake.afterCommit();
                return jdbc.sql(statement + " returning " + COLUMNS)
                        .param("id", id)
                        .param("automatic", route.automatic())
                        .param("sender", sender == null ? null : sender.value())
                        .param("recipient", recipient == null ? null : recipient.value())
                        .param("host", route.host())
                        .param("port", route.port())
                        .param("tls", route.tls().name())
                        .param("user", route.user())
                        .param("password", password, Types.BINARY)
                        .query(OutboundRoutes::read)
                        .optional();
            });
        } catch (DuplicateKeyException _) {
            throw new MailboxException.AlreadyExists("there is an automatic route for these domains");
        }
    }

    private boolean exists(long id) {
        return jdbc.sql("select exists (select from outbound_route where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
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
