package org.valija.suite;

import org.valija.imap.ImapService;
import org.valija.mailbox.MailboxService;
import org.valija.pop3.Pop3Service;
import org.valija.smtp.SmtpGateway;

/** Runs all services in one JVM, the mailbox service first. */
public final class Suite {

    private Suite() {}

    public static void main(String[] args) {
        MailboxService.application().run(args);
        SmtpGateway.application().run(args);
        Pop3Service.application().run(args);
        ImapService.application().run(args);
    }
}
