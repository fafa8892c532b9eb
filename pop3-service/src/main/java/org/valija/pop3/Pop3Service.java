package org.valija.pop3;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.valija.mailbox.api.client.MailboxClientConfiguration;

/** Hands out mailboxes by POP3. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(MailboxClientConfiguration.class)
public class Pop3Service {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Pop3Service.class).properties("spring.config.name=pop3-service");
    }
}
