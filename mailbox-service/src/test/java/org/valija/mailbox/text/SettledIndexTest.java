package org.valija.mailbox.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.TestUser;
import org.valija.mailbox.testing.TextIndexing;

/** Once all is indexed, nothing waits in a list that each search would read whole. */
class SettledIndexTest {

    @Test
    void nothingIsLeftInTheListOfNewEntries() throws SQLException {
        try (var server = TextIndexing.server()) {
            var ann = TestUser.create(server, "ann@example.org", 0);
            ann.append("INBOX", "Subject: the first\r\n\r\nSome words to be found\r\n");
            TextIndexing.finish(server);
            try (var connection = server.database().connect();
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery(
                            "select count(*), gin_clean_pending_list('content_text_grams') from content_text")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).as("texts").isEqualTo(1);
                assertThat(rows.getLong(2)).as("pages of the list").isZero();
            }
        }
    }
}
