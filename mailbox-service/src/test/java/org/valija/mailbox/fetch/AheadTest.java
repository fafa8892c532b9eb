package org.valija.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pieces are loaded side by side, and sent one after the other. */
@Timeout(60)
class AheadTest {

    private final List<Integer> sent = new ArrayList<>();

    @Test
    void piecesAreSentInOrderThoughTheSecondIsLoadedBeforeTheFirst() throws IOException {
        var second = new CountDownLatch(1);
        new Ahead<Integer>()
                .run(
                        pieces -> {
                            pieces.add(() -> {
                                assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
                                return 1;
                            });
                            pieces.add(() -> {
                                second.countDown();
                                return 2;
                            });
                            pieces.add(() -> 3);
                        },
                        sent::add);
        assertThat(sent).containsExactly(1, 2, 3);
    }

    @Test
    void noMoreThanTwoPiecesAreThere() throws IOException {
        var begun = new AtomicInteger();
        var most = new AtomicInteger();
        new Ahead<Integer>()
                .run(
                        pieces -> {
                            for (int i = 0; i < 500; i++) {
                                pieces.add(begun::incrementAndGet);
                            }
                        },
                        piece -> {
                            sent.add(piece);
                            // This one is being sent, those before are gone
                            most.accumulateAndGet(begun.get() - sent.size() + 1, Math::max);
                        });
        assertThat(sent).hasSize(500);
        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void whatFailsInLoadingIsThrown() {
        var failure = new IllegalStateException("the database is away");
        assertThatThrownBy(() -> new Ahead<Integer>()
                        .run(
                                pieces -> {
                                    pieces.add(() -> 1);
                                    pieces.add(() -> {
                                        throw failure;
                                    });
                                    pieces.add(() -> 3);
                                },
                                sent::add))
                .isSameAs(failure);
        assertThatThrownBy(() -> new Ahead<Integer>()
                        .run(
                                _ -> {
                                    throw failure;
                                },
                                sent::add))
                .isSameAs(failure);
        assertThat(sent).containsExactly(1);
    }

    @Test
    void loadingEndsWhenSendingFails() throws InterruptedException {
        var ended = new CountDownLatch(1);
        assertThatThrownBy(() -> new Ahead<Integer>()
                        .run(
                                pieces -> {
                                    try {
                                        for (int i = 0; i < 1_000_000; i++) {
                                            pieces.add(() -> 1);
                                        }
                                    } finally {
                                        ended.countDown();
                                    }
                                },
                                _ -> {
                                    throw new IOException("the reader is gone");
                                }))
                .hasMessage("the reader is gone");
        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
