package org.valija.mailbox.testing;

import org.valija.mailbox.job.Progress;

/** For a test that runs a job by itself: nobody looks how far it has come, and nothing stops it. */
public final class NoProgress implements Progress {

    @Override
    public void total(long total) {}

    @Override
    public void done(long more) {}

    @Override
    public void message(String message) {}

    @Override
    public void checkpoint() {}
}
