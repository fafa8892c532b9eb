package org.valija.imap;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.valija.mailbox.api.client.MailboxClientConfiguration;

/** Hands out mailboxes by IMAP. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(MailboxClientConfiguration.class)
public class ImapService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ImapService.class).properties("spring.config.name=imap-service");
    }
}
