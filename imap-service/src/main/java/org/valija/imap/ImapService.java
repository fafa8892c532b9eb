package org.valija.imap;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** Hands out mailboxes by IMAP. */
@SpringBootApplication
public class ImapService {

    public static void main(String[] args) {
        application().run(args);
    }

    /** The service, ready to run; its settings have a file of their own name, so that services can share a JVM. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ImapService.class).properties("spring.config.name=imap-service");
    }
}
