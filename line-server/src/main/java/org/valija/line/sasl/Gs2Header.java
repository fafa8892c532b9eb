package org.valija.line.sasl;

import java.util.regex.Pattern;

/**
 * What stands in front of the first SCRAM message: {@code gs2-header = gs2-cbind-flag "," [ authzid ] ","}.
 *
 * @param text as the client sent it, with its last comma
 * @param flag {@code p}, {@code n} or {@code y}
 * @param bindingName which channel binding the client uses; empty without {@code p}
 * @param authorizationId whom the client wants to act for; empty for itself
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5802.html#section-7">RFC 5802, 7</a>
 */
record Gs2Header(String text, char flag, String bindingName, String authorizationId) {

    private static final Pattern HEADER =
            Pattern.compile("(?:p=(?<name>[A-Za-z0-9.-]+)|(?<flag>[ny])),(?:a=(?<authzid>[^,]+))?,");

    private static final Pattern ESCAPE_OR_EQUALS = Pattern.compile("=(2C|3D)?");

    /** @param message client-first-message */
    static Gs2Header read(String message) throws SaslException {
        var header = HEADER.matcher(message);
        if (!header.lookingAt()) {
            throw new SaslException.Malformed("SCRAM begins with a gs2-header");
        }
        var name = header.group("name");
        var authzid = header.group("authzid");
        return new Gs2Header(
                header.group(), message.charAt(0), name == null ? "" : name, authzid == null ? "" : saslname(authzid));
    }

    /** A name in which comma and equals sign are escaped: {@code saslname = 1*(value-safe-char / "=2C" / "=3D")}. */
    static String saslname(String text) throws SaslException {
        var escapes = ESCAPE_OR_EQUALS.matcher(text);
        var name = new StringBuilder();
        while (escapes.find()) {
            if (escapes.group(1) == null) {
                throw new SaslException.Malformed("bad escape in a SCRAM name");
            }
            escapes.appendReplacement(name, escapes.group(1).equals("2C") ? "," : "=");
        }
        return escapes.appendTail(name).toString();
    }
}
