package org.valija.mailbox.event;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the settings of the event log, and keeps its partitions in order. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EventProperties.class)
class EventConfiguration {

    @Bean
    RecurringTask<Void> eventPartitionsTask(EventPartitions partitions) {
        return Tasks.recurring("event-partitions", FixedDelay.ofHours(1)).execute((_, _) -> partitions.maintain());
    }
}
