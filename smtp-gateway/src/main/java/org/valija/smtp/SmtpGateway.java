package org.valija.smtp;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Receives mail by SMTP, for the mailboxes here and from the users here. */
@SpringBootApplication
public class SmtpGateway {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(SmtpGateway.class).properties("spring.config.name=smtp-gateway");
    }
}
