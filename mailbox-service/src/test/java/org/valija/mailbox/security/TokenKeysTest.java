package org.valija.mailbox.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.mailbox.testing.SettableClock;
import org.valija.testkit.Database;
import org.valija.testkit.TestPostgres;

/** Keys that tokens are signed with take turns, on two replicas at once. */
class TokenKeysTest {

    private static final String ADDRESS = "ann@turns.example";
    private static final String PASSWORD = "a good password";
    private static final Duration TURN = Duration.ofDays(30);

    private final SettableClock clock = new SettableClock();
    private final Database database = TestPostgres.database();
    private MailboxServer one;
    private MailboxServer two;

    @BeforeEach
    void start() {
        one = MailboxServer.on(database, clock.inServer());
        two = MailboxServer.on(database, clock.inServer());
        one.createAccount(ADDRESS, PASSWORD);
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
    }

    private static String login(MailboxServer server) {
        return server.login(ADDRESS, PASSWORD).token().value();
    }

    private static String key(String token) throws ParseException {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static int renew(MailboxServer server, String token) {
        return new RawHttp(server.url(), token)
                .post("/v1/sessions/renewals", "")
                .status();
    }

    @Test
    void aKeyServesItsTurnAndVerifiesWhatItSignedAfterwards() throws Exception {
        login(one);
        clock.advance(TURN.minusMinutes(30));
        var before = login(one);
        clock.advance(Duration.ofMinutes(31));
        var after = login(two);
        assertThat(key(after)).isNotEqualTo(key(before));
        assertThat(key(login(one))).as("both sign with the same").isEqualTo(key(after));
        for (var server : new MailboxServer[] {one, two}) {
            assertThat(renew(server, before)).isEqualTo(201);
            assertThat(renew(server, after)).isEqualTo(201);
        }
    }

    @Test
    void noMoreThanTheKeyBeforeIsKept() throws Exception {
        for (int turn = 0; turn < 4; turn++) {
            login(turn % 2 == 0 ? one : two);
            // PostgreSQL keeps microseconds
            clock.advance(TURN.plusMillis(1));
        }
        try (var connection = database.connect();
                var row = connection.createStatement().executeQuery("select count(*), min(id) from token_key")) {
            row.next();
            assertThat(row.getInt(1)).isEqualTo(2);
            assertThat(row.getInt(2)).isEqualTo(3);
        }
    }
}
