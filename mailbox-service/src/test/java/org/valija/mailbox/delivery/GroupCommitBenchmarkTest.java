package org.valija.mailbox.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.valija.testkit.TestPostgres;

/** That the benchmark measures what it says; not how fast it is. */
class GroupCommitBenchmarkTest {

    @Test
    void deliversOneByOneAndManyAtOnce() {
        var benchmark = new GroupCommitBenchmark(TestPostgres.database(), 16);
        var single = benchmark.run(1, 10, 200);
        assertThat(single.delivered()).isEqualTo(200);
        assertThat(single.perTransaction()).isEqualTo(1);
        var batched = benchmark.run(128, 10, 200);
        assertThat(batched.delivered()).isEqualTo(200);
        assertThat(batched.perTransaction()).isGreaterThan(1).isLessThanOrEqualTo(16);
    }
}
