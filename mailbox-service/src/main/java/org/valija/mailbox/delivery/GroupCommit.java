package org.valija.mailbox.delivery;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import org.valija.mailbox.transaction.Groups;
import org.valija.mailbox.transaction.Groups.Limits;
import org.valija.mailbox.transaction.Transactions;

/** Commits deliveries in groups. */
@Component
@EnableConfigurationProperties(DeliveryProperties.class)
final class GroupCommit implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    private final Transactions transactions;
    private final DeliveryWriter writer;
    private final DeliveryMetrics metrics;
    private final Groups<Delivery> groups;

    GroupCommit(
            Transactions transactions, DeliveryWriter writer, DeliveryProperties properties, DeliveryMetrics metrics) {
        this.transactions = transactions;
        this.writer = writer;
        this.metrics = metrics;
        var limits =
                new Limits(properties.batchMessages(), properties.batchSize().toBytes());
        groups = new Groups<>("delivery", properties.writers(), limits, this::commit);
        metrics.watch(groups);
    }

    /** Lets deliveries wait for their turn, in their order; {@link Groups#await} tells what became of each. */
    void add(List<Delivery> deliveries) {
        groups.add(deliveries);
    }

    /** Commits a group. If a message makes its transaction fail, the halves are tried apart, until it stands alone. */
    private void commit(List<Delivery> group) {
        try {
            var begun = metrics.begin();
            var reports = transactions.write(() -> writer.write(group));
            metrics.committed(begun, reports);
            for (int i = 0; i < reports.size(); i++) {
                var envelope = group.get(i).envelope();
                LOG.debug("{} from <{}>: {}", envelope.traceId(), envelope.reversePath(), reports.get(i));
                group.get(i).outcome().complete(reports.get(i));
            }
        } catch (DataAccessResourceFailureException e) {
            fail(group, e);
        } catch (DataAccessException e) {
            if (group.size() == 1) {
                LOG.error("Delivery {} can't be written", group.getFirst().trace(), e);
                fail(group, e);
            } else {
                commit(group.subList(0, group.size() / 2));
                commit(group.subList(group.size() / 2, group.size()));
            }
        } catch (RuntimeException e) {
            // Perhaps the commit itself: then nobody knows whether it is done, and it must not be tried again here
            fail(group, e);
        }
    }

    private void fail(List<Delivery> group, RuntimeException cause) {
        metrics.failed(group);
        LOG.warn("{} deliveries failed, and are to be tried again: {}", group.size(), cause.toString());
        Groups.fail(group, cause);
    }

    @Override
    public void close() {
        groups.close();
    }
}
