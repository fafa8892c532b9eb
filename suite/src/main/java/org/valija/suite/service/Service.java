package org.valija.suite.service;

import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.valija.imap.ImapService;
import org.valija.mailbox.MailboxService;
import org.valija.pop3.Pop3Service;
import org.valija.smtp.SmtpGateway;

/** The services, as they run alone; only their settings are the suite's. */
public enum Service {
    MAILBOX("mailbox-service", MailboxService::application),
    SMTP("smtp-gateway", SmtpGateway::application),
    POP3("pop3-service", Pop3Service::application),
    IMAP("imap-service", ImapService::application);

    /** A setting, {@code true} for the services that need nothing but what a protocol service needs. */
    public static final String PROTOCOL = "suite.protocol-service";

    private final String module;
    private final Supplier<SpringApplicationBuilder> application;

    Service(String module, Supplier<SpringApplicationBuilder> application) {
        this.module = module;
        this.application = application;
    }

    /** Its name, for people. */
    public String module() {
        return module;
    }

    /** Returns when the service answers. The caller stops it: the suite has an order to keep. */
    ConfigurableApplicationContext run(Map<String, String> settings) {
        var arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return application.get().registerShutdownHook(false).run(arguments);
    }
}
