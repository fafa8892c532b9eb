package org.valija.mailbox.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Domain;
import org.valija.mailbox.web.Cursor;

/** The domains that mail is received for. */
@Component
final class Domains {

    private final JdbcClient jdbc;

    Domains(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Domain create(DomainName name) {
        try {
            return jdbc.sql("insert into domain (name) values (?) returning name, enabled, created_at")
                    .param(name.value())
                    .query(Domains::read)
                    .single();
        } catch (DuplicateKeyException _) {
            throw new MailboxException.AlreadyExists("the domain " + name.value() + " is there already");
        }
    }

    Page<Domain> list(@Nullable String after, int limit) {
        var found = jdbc.sql("""
                select name, enabled, created_at from domain where name > coalesce(:after, '')
                order by name limit :limit""")
                .param("after", after)
                .param("limit", limit + 1)
                .query(Domains::read)
                .list();
        return Cursor.page(found, limit, Domain::name);
    }

    Domain get(DomainName name) {
        return jdbc.sql("select name, enabled, created_at from domain where name = ?")
                .param(name.value())
                .query(Domains::read)
                .optional()
                .orElseThrow(() -> notFound(name));
    }

    void delete(DomainName name) {
        try {
            int deleted = jdbc.sql("delete from domain where name = ?")
                    .param(name.value())
                    .update();
            if (deleted == 0) {
                throw notFound(name);
            }
        } catch (DataIntegrityViolationException _) {
            throw new MailboxException.InUse("the domain " + name.value() + " still has accounts or aliases");
        }
    }

    /**
     * Keeps the domain from being deleted for the rest of the transaction.
     *
     * @throws MailboxException.NotFound if it is not one of ours
     */
    void hold(DomainName name) {
        var _ = jdbc.sql("select name from domain where name = ? for key share")
                .param(name.value())
                .query(String.class)
                .optional()
                .orElseThrow(() -> notFound(name));
    }

    private static MailboxException notFound(DomainName name) {
        return new MailboxException.NotFound("there is no domain " + name.value() + " here");
    }

    private static Domain read(ResultSet row, int number) throws SQLException {
        return new Domain(
                row.getString(1), row.getBoolean(2), row.getTimestamp(3).toInstant());
    }
}
