package org.valija.suite;

import java.util.LinkedHashMap;
import java.util.Map;
import org.valija.suite.demo.DemoAccounts;
import org.valija.suite.postgres.Postgres;
import org.valija.suite.service.Service;

/** What each service is told: where the others are, how it is recognized, and on which ports it listens. */
record Settings(Options options, Secrets secrets, Certificate certificate, Postgres postgres) {

    /** Sessions that go on for longer are cut off, so that Ctrl-C is followed within seconds. */
    private static final String GRACE = "2s";

    private static final String BUNDLE = "suite";

    /** Those of the administrator win over ours. */
    Map<String, String> of(Service service) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "3s");
        switch (service) {
            case MAILBOX -> mailbox(settings);
            case SMTP -> {
                protocol(settings, "smtp", secrets.smtp());
                listener(settings, "smtp.listeners.mx", Port.SMTP);
                listener(settings, "smtp.listeners.submission", Port.SUBMISSION);
                listener(settings, "smtp.listeners.submissions", Port.SUBMISSIONS);
                settings.put("smtp.outbound.grace", GRACE);
            }
            case POP3 -> {
                protocol(settings, "pop3", secrets.pop3());
                listener(settings, "pop3.listeners.pop3", Port.POP3);
                listener(settings, "pop3.listeners.pop3s", Port.POP3S);
            }
            case IMAP -> {
                protocol(settings, "imap", secrets.imap());
                listener(settings, "imap.listeners.imap", Port.IMAP);
                listener(settings, "imap.listeners.imaps", Port.IMAPS);
            }
        }
        settings.putAll(options.settings());
        return settings;
    }

    private void mailbox(Map<String, String> settings) {
        settings.put("server.address", options.listen().getHostAddress());
        settings.put("server.port", number(Port.HTTP));
        settings.put("spring.datasource.url", postgres.jdbcUrl());
        settings.put("spring.datasource.username", postgres.user());
        settings.put("spring.datasource.password", secrets.database());
        settings.put("mailbox.security.admin-key", secrets.adminKey());
        settings.put("mailbox.encryption.key", secrets.encryptionKey());
        settings.put("mailbox.security.services.smtp", secrets.smtp());
        settings.put("mailbox.security.services.pop3", secrets.pop3());
        settings.put("mailbox.security.services.imap", secrets.imap());
        // Somebody must read what is sent there: RFC 5321, 4.5.1
        settings.put("mailbox.accounts.postmaster", DemoAccounts.POSTMASTER);
    }

    private void protocol(Map<String, String> settings, String protocol, String credential) {
        settings.put(Service.PROTOCOL, "true");
        // Health and metrics are those of the JVM, which mailbox-service serves
        settings.put("spring.main.web-application-type", "none");
        settings.put(protocol + ".tls-bundle", BUNDLE);
        settings.put("mailbox.client.url", options.url());
        settings.put("mailbox.client.credential", credential);
        settings.put("spring.ssl.bundle.jks." + BUNDLE + ".keystore.location", "file:" + certificate.keyStore());
        settings.put("spring.ssl.bundle.jks." + BUNDLE + ".keystore.password", certificate.password());
        settings.put("spring.ssl.bundle.jks." + BUNDLE + ".keystore.type", "PKCS12");
    }

    private void listener(Map<String, String> settings, String listener, Port port) {
        settings.put(listener + ".listen.address", options.listen().getHostAddress());
        settings.put(listener + ".listen.port", number(port));
        settings.put(listener + ".listen.grace", GRACE);
        // So that a dialogue can be typed; from other machines, passwords need TLS all the same
        settings.put(listener + ".loopback-auth", "true");
    }

    private String number(Port port) {
        return String.valueOf(options.ports().of(port));
    }
}
