package org.valija.suite.e2e;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.valija.suite.Port;

/** Angus Mail, set up for one user of the suite. */
final class Angus {

    private final User user;
    private final Session session;

    Angus(Valija valija, User user) {
        this.user = user;
        var properties = new Properties();
        for (String protocol : new String[] {"smtps", "pop3s", "imaps"}) {
            String prefix = "mail." + protocol + ".";
            properties.put(prefix + "host", "127.0.0.1");
            properties.put(prefix + "ssl.trust", "*");
            properties.put(prefix + "ssl.checkserveridentity", "false");
            properties.put(prefix + "timeout", "20000");
            properties.put(prefix + "auth", "true");
        }
        properties.put("mail.smtps.port", valija.portText(Port.SUBMISSIONS));
        properties.put("mail.pop3s.port", valija.portText(Port.POP3S));
        properties.put("mail.imaps.port", valija.portText(Port.IMAPS));
        // IdleManager selects on channels; over TLS it would have to look into the JDK for them
        properties.put("mail.imap.usesocketchannels", "true");
        properties.put("mail.imap.host", "127.0.0.1");
        properties.put("mail.imap.port", valija.portText(Port.IMAP));
        this.session = Session.getInstance(properties);
    }

    Session session() {
        return session;
    }

    /** A connected store; the caller closes it. */
    IMAPStore imap() throws MessagingException {
        return imap("imaps");
    }

    /** The same without TLS, which the suite allows on the loopback address. */
    IMAPStore plaintextImap() throws MessagingException {
        return imap("imap");
    }

    private IMAPStore imap(String protocol) throws MessagingException {
        var store = (IMAPStore) session.getStore(protocol);
        store.connect(user.address(), user.password());
        return store;
    }

    /** A connected store; the caller closes it. */
    Store pop3() throws MessagingException {
        var store = session.getStore("pop3s");
        store.connect(user.address(), user.password());
        return store;
    }

    /** Submits a message, from its own sender to its own recipients. */
    void send(MimeMessage message) throws MessagingException {
        message.saveChanges();
        try (var transport = session.getTransport("smtps")) {
            transport.connect(user.address(), user.password());
            transport.sendMessage(message, message.getAllRecipients());
        }
    }
}
