package org.valija.smtp.outbound.dialogue;

import java.util.Optional;

/** What a message needs of a server, and what becomes of it where the server can't: it is never changed to fit. */
final class Requirements {

    private Requirements() {}

    /**
     * Why a message can't go to a server; empty if it can.
     *
     * @param verified whether the connection is encrypted, and the server has proved who it is
     */
    static Optional<Answer> unmet(OutgoingMail mail, Extensions server, boolean verified) {
        var largest = server.largestMessage();
        if (largest.isPresent() && mail.size() > largest.getAsLong()) {
            return refused(
                    "5.3.4",
                    "The message has " + mail.size() + " octets, and the server takes " + largest.getAsLong()
                            + " at most");
        }
        if (mail.requireTls() && !verified) { // RFC 8689, 4.2.1
            return refused(
                    "5.7.10", "The sender requires TLS, which the server does not offer so that it could be trusted");
        }
        if (mail.requireTls() && !server.has("REQUIRETLS")) {
            return refused("5.7.30", "The sender requires TLS, which the server does not promise for what comes next");
        }
        var format = mail.format();
        if (format.binary() && !(server.has("BINARYMIME") && server.has("CHUNKING"))) { // RFC 3030, 3
            return refused("5.6.3", "The message is binary, which the server does not take");
        }
        if (format.eightBit() && !server.has("8BITMIME")) { // RFC 6152, 3
            return refused("5.6.3", "The message has 8-bit octets, which the server does not take");
        }
        if (server.has("SMTPUTF8")) {
            return Optional.empty();
        }
        if (mail.hasUtf8Address()) { // RFC 6531, 3.2
            return refused("5.6.7", "An address has more than ASCII, which the server does not take");
        }
        return format.utf8Header()
                ? refused("5.6.9", "The header has more than ASCII, which the server does not take")
                : Optional.empty();
    }

    private static Optional<Answer> refused(String status, String text) {
        return Optional.of(new LocalFailure(status, text));
    }
}
