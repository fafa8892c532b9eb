package org.valija.suite.e2e;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** The parts of a message as Angus Mail finds them, which shares no code with us. */
final class Parts {

    /** Samples that follow MIME to the letter, so that all parsers must find the same. */
    static final List<String> WELL_FORMED = List.of(
            "plain-ascii",
            "alternative",
            "mixed-attachments",
            "related-inline-images",
            "deep-multipart",
            "rfc822-attached",
            "rfc822-in-rfc822",
            "rfc822-in-multipart-in-rfc822",
            "preamble-epilogue",
            "boundary-specials",
            "boundary-prefix",
            "calendar-invitation",
            "smime-signed",
            "pgp-mime-signed",
            "dsn-failed",
            "many-parts");

    private final List<Octets> found = new ArrayList<>();

    /**
     * A part's body as it stands in the message, still encoded.
     *
     * @param section its part specifier: RFC 9051, 6.4.5.1
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
    record Octets(String section, byte[] octets) {}

    private Parts() {}

    /** All parts that are no multiparts, those of messages within too. */
    static List<Octets> of(InputStream message) throws IOException, MessagingException {
        var parts = new Parts();
        parts.addBodyOf(new MimeMessage(Session.getInstance(new Properties()), message), "");
        return parts.found;
    }

    /** The body of a message; the only part of a message without multiparts has the number 1. */
    private void addBodyOf(MimeMessage message, String path) throws IOException, MessagingException {
        if (message.getContent() instanceof Multipart multipart) {
            addAll(multipart, path);
        } else {
            add(message, message.getRawInputStream(), path + "1");
        }
    }

    private void addAll(Multipart multipart, String path) throws IOException, MessagingException {
        for (int i = 0; i < multipart.getCount(); i++) {
            var part = (MimeBodyPart) multipart.getBodyPart(i);
            if (part.getContent() instanceof Multipart inner) {
                addAll(inner, path + (i + 1) + ".");
            } else {
                add(part, part.getRawInputStream(), path + (i + 1));
            }
        }
    }

    private void add(Part part, InputStream raw, String section) throws IOException, MessagingException {
        found.add(new Octets(section, raw.readAllBytes()));
        if (part.getContent() instanceof MimeMessage message) {
            addBodyOf(message, section + ".");
        }
    }
}
