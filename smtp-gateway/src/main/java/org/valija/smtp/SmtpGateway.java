package org.valija.smtp;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Import;
import org.valija.mailbox.api.client.MailboxClientConfiguration;

/** Receives mail by SMTP, for the mailboxes here and from the users here. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Import(MailboxClientConfiguration.class)
public class SmtpGateway {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SmtpGateway.class).properties("spring.config.name=smtp-gateway");
    }
}
