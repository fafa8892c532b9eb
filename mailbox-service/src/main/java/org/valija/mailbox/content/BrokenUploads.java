package org.valija.mailbox.content;

import java.time.Duration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.valija.mailbox.job.Job;
import org.valija.mailbox.job.Progress;

/** Removes uploads that broke off together with the service, which removes all others itself. */
@Component
final class BrokenUploads implements Job {

    /** Uploads of one statement: each may have hundreds of chunks. */
    private static final int BATCH = 50;

    private final JdbcClient jdbc;
    private final ContentProperties properties;

    BrokenUploads(JdbcClient jdbc, ContentProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    @Override
    public String name() {
        return "remove-broken-uploads";
    }

    @Override
    public String description() {
        return "Removes what is left of large messages whose transfer broke off";
    }

    @Override
    public Duration every() {
        return Duration.ofHours(1);
    }

    @Override
    public void run(Progress progress) {
        for (int n = BATCH; n == BATCH; progress.done(n)) {
            n = jdbc.sql("""
                            with old as (
                                select id from upload where started_at < now() - make_interval(secs => ?) limit ? for update skip locked),
                            chunks as (delete from content_chunk using old where upload_id = old.id)
                            delete from upload using old where upload.id = old.id""")
                    .param(properties.uploadGrace().toSeconds())
                    .param(BATCH)
                    .update();
        }
    }
}
