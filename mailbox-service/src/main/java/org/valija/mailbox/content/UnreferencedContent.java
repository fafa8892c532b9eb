package org.valija.mailbox.content;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Looks through all content for what no message refers to: slow, seldom, and only to be sure that nothing stays for ever. */
@Component
final class UnreferencedContent implements Job {

    private static final int FIRST_OCTETS = 256;

    private final JdbcClient jdbc;

    UnreferencedContent(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "find-unreferenced-content";
    }

    @Override
    public String description() {
        return "Looks through all content for what no message refers to, and leaves it to sweep-content to remove it";
    }

    @Override
    public Duration every() {
        return Duration.ofDays(7);
    }

    /** In parts, by the first octet of the hash, as all hashes are equally likely. */
    @Override
    public void run(Progress progress) {
        progress.total(FIRST_OCTETS);
        int found = 0;
        for (int first = 0; first < FIRST_OCTETS; first++) {
            found += jdbc.sql("""
                            insert into content_candidate (hash)
                            select hash from content c
                            where hash >= :from and (:to::bytea is null or hash < :to)
                                and not exists (select from content_reference r where r.content_hash = c.hash)
                                and not exists (select from content_candidate k where k.hash = c.hash)""")
                    .param("from", new byte[] {(byte) first})
                    .param("to", first + 1 == FIRST_OCTETS ? null : new byte[] {(byte) (first + 1)})
                    .update();
            progress.message(found + " found");
            progress.done(1);
        }
    }
}
