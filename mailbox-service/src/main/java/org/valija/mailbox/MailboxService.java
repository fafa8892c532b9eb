package org.valija.mailbox;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The store of accounts, mailboxes and messages, as a REST service on PostgreSQL. */
@SpringBootApplication
public class MailboxService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(MailboxService.class).properties("spring.config.name=mailbox-service");
    }
}
