package org.valija.suite.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.valija.suite.store.GrowingStore.Shape;

/**
 * How cost grows with a store: deliveries, SELECT, and FETCH of a page, in stores of 10,000 and of 2 million messages, of 10
 * and of 10,000 accounts, in turn. No test: run its main; the arguments are the number of rounds, and by what to divide the
 * large stores. Processor time is that of imap-service, mailbox-service and PostgreSQL together.
 */
public final class GrowthBenchmark {

    private static List<Shape> shapes(int divisor) {
        return List.of(
                new Shape("small", 10, 1_000, 1_000),
                new Shape("messages-" + divisor, 10, 200_000 / divisor, 10_000 / divisor),
                new Shape("accounts-" + divisor, 10_000 / divisor, 200, 10));
    }

    private enum Load {
        DELIVERIES(2_000),
        SELECT(1_000),
        PAGE(1_000);

        final int count;

        Load(int count) {
            this.count = count;
        }

        long[] run(GrowingStore store) {
            return switch (this) {
                case DELIVERIES -> store.deliver(count);
                case SELECT -> store.select(count);
                case PAGE -> store.page(count);
            };
        }
    }

    /**
     * One load on one store in one round.
     *
     * @param perSecond operations
     * @param p50 milliseconds
     * @param worked milliseconds of processor time for each
     */
    private record Figure(double perSecond, double p50, double worked) {

        static Figure of(Load load, GrowingStore store) {
            var before = store.services().worked();
            long begin = System.nanoTime();
            var took = load.run(store);
            double seconds = (System.nanoTime() - begin) / 1e9;
            var worked = store.services().worked().since(before);
            Arrays.sort(took);
            return new Figure(load.count / seconds, took[took.length / 2] / 1e6, worked.all() / 1e6 / load.count);
        }

        static Figure median(List<Figure> figures) {
            return new Figure(
                    middle(figures.stream().mapToDouble(Figure::perSecond).toArray()),
                    middle(figures.stream().mapToDouble(Figure::p50).toArray()),
                    middle(figures.stream().mapToDouble(Figure::worked).toArray()));
        }

        private static double middle(double[] figures) {
            Arrays.sort(figures);
            return figures[figures.length / 2];
        }
    }

    private GrowthBenchmark() {}

    public static void main(String... arguments) {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int divisor = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        var stores = new ArrayList<GrowingStore>();
        try {
            shapes(divisor).forEach(shape -> stores.add(new GrowingStore(shape)));
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                stores.forEach(store -> List.of(Load.values()).forEach(load -> load.run(store)));
            }
            for (var load : Load.values()) {
                report(load, stores, rounds);
            }
        } finally {
            stores.forEach(GrowingStore::close);
        }
    }

    private static void report(Load load, List<GrowingStore> stores, int rounds) {
        var figures = new ArrayList<List<Figure>>();
        stores.forEach(_ -> figures.add(new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < stores.size(); i++) {
                figures.get(i).add(Figure.of(load, stores.get(i)));
            }
        }
        var first = Figure.median(figures.getFirst());
        for (int i = 0; i < stores.size(); i++) {
            var median = Figure.median(figures.get(i));
            var shape = stores.get(i).shape();
            System.out.printf(
                    "| %s | %,d | %,d | %.0f | %.2f ms | %.2f ms | %.2f |%n",
                    load,
                    shape.accounts(),
                    (long) shape.accounts() * shape.messages(),
                    median.perSecond(),
                    median.p50(),
                    median.worked(),
                    median.worked() / first.worked());
        }
    }
}
