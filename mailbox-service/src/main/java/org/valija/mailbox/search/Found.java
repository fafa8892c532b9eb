package org.valija.mailbox.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.SearchCriteria;

/**
 * The messages that a search has found.
 *
 * @param highest modification sequence of all of them, 0 if there are none; null if it is to be asked for
 */
public record Found(
        JdbcClient jdbc,
        AccountId account,
        MailboxId mailbox,
        UidSet uids,
        @Nullable Long highest) {

    /** Takes a row. */
    @FunctionalInterface
    public interface Row {
        void accept(ResultSet row) throws SQLException;
    }

    /**
     * Reads more of the messages.
     *
     * @param columns in SQL, of a message {@code m}
     * @param order likewise
     */
    public void select(String columns, String order, Row row) {
        read("select " + columns, " order by " + order, uids, row);
    }

    /** Of all messages; 0 if there are none. */
    public long highestModseq() {
        return highest == null ? highestModseq(uids) : highest;
    }

    /** Of some of the messages. */
    long highestModseq(UidSet some) {
        var highest = new long[1];
        read("select coalesce(max(m.modseq), 0)", "", some, row -> highest[0] = row.getLong(1));
        return highest[0];
    }

    private void read(String select, String order, UidSet some, Row row) {
        if (some.isEmpty()) {
            return;
        }
        var parameters = new HashMap<String, Object>();
        var columns = new ColumnConditions(
                value -> {
                    var name = "p" + parameters.size();
                    parameters.put(name, value);
                    return ":" + name;
                },
                Clock.systemUTC());
        var condition = columns.condition(new SearchCriteria.Uids(some));
        jdbc.sql(select + " from message_now m where m.account_id = :account and m.mailbox_id = :mailbox and "
                        + condition + order)
                .params(parameters)
                .param("account", account.value())
                .param("mailbox", mailbox.value())
                .query((RowCallbackHandler) row::accept);
    }
}
