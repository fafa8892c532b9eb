package org.valija.mailbox;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The store of accounts, mailboxes and messages, as a REST service on PostgreSQL. */
@SpringBootConfiguration
@EnableAutoConfiguration
// The contract's package lies below ours, and configures those who call us
@ComponentScan(excludeFilters = @Filter(type = FilterType.REGEX, pattern = "org\\.valija\\.mailbox\\.api\\..*"))
public class MailboxService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(MailboxService.class).properties("spring.config.name=mailbox-service");
    }
}
