package org.valija.mailbox.mime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.MessageEnvelope.Address;

/**
 * Reads the address lists of RFC 5322, 3.4 and the obsolete ones of 4.4, and makes something of everything else. Names
 * keep their encoded words, which is why mime4j's own parser, that decodes them, is not used.
 */
final class AddressParser {

    private static final String SPECIALS = ",;:<\"(";

    private final String text;
    private int at;
    private final List<Address> addresses = new ArrayList<>();
    private boolean inGroup;

    // What has been read of the current address
    private final StringBuilder phrase = new StringBuilder();
    private @Nullable String comment;
    private @Nullable Address angle;

    private AddressParser(String text) {
        this.text = text;
    }

    static List<Address> parse(List<String> fields) {
        var addresses = new ArrayList<Address>();
        for (var field : fields) {
            addresses.addAll(new AddressParser(field).list());
        }
        return List.copyOf(addresses);
    }

    private List<Address> list() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            switch (c) {
                case ',' -> endAddress();
                case ';' -> endGroup();
                case ':' -> startGroup();
                case '<' -> angle = angleAddress();
                case '"' -> word(quoted());
                case '(' -> comment = comment();
                default -> word(atom());
            }
        }
        endGroup();
        return addresses;
    }

    private void word(String word) {
        if (phrase.isEmpty()) {
            phrase.append(word.stripLeading());
        } else {
            phrase.append(word);
        }
    }

    /** The rest of a run of ordinary characters, one space for all white space in between. */
    private String atom() {
        var atom = new StringBuilder();
        int from = at - 1;
        while (at < text.length() && SPECIALS.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        boolean space = false;
        for (char c : text.substring(from, at).toCharArray()) {
            if (Character.isWhitespace(c)) {
                space = true;
            } else {
                if (space) {
                    atom.append(' ');
                    space = false;
                }
                atom.append(c);
            }
        }
        return space ? atom.append(' ').toString() : atom.toString();
    }

    /** A quoted string without its quotes; up to the end if the closing one is missing. */
    private String quoted() {
        var content = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                break;
            }
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            }
            content.append(c);
        }
        return content.toString();
    }

    private String comment() {
        var content = new StringBuilder();
        int depth = 1;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                c = text.charAt(at++);
            } else if (c == '(') {
                depth++;
            } else if (c == ')' && --depth == 0) {
                break;
            }
            content.append(c);
        }
        return content.toString().strip();
    }

    /** What stands between angle brackets, without the source route of RFC 5322, 4.4. */
    private Address angleAddress() {
        var content = new StringBuilder();
        boolean routed = false;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '>') {
                break;
            } else if (c == '"') {
                content.append(quoted());
            } else if (c == '(') {
                comment = comment();
            } else if (c == ':' && !routed && content.indexOf("@") == 0) {
                routed = true;
                content.setLength(0);
            } else if (!Character.isWhitespace(c)) {
                content.append(c);
            }
        }
        return specification(null, content.toString());
    }

    /** {@code local-part@domain}. Without a domain it is empty, as none at all would mean a group. */
    private static Address specification(@Nullable String name, String text) {
        int sign = text.lastIndexOf('@');
        return sign < 0
                ? new Address(name, text, "")
                : new Address(name, text.substring(0, sign), text.substring(sign + 1));
    }

    private void endAddress() {
        var words = phrase.toString().strip();
        if (angle != null) {
            var name = words.isEmpty() ? comment : words;
            addresses.add(new Address(emptyToNull(name), angle.mailbox(), angle.host()));
        } else if (!words.isEmpty()) {
            addresses.add(specification(emptyToNull(comment), words.replace(" ", "")));
        }
        phrase.setLength(0);
        comment = null;
        angle = null;
    }

    private void startGroup() {
        // A colon within an address is not one of a group, whatever it is
        if (inGroup || angle != null || phrase.indexOf("@") >= 0) {
            phrase.append(':');
            return;
        }
        addresses.add(new Address(null, phrase.toString().strip(), null));
        phrase.setLength(0);
        comment = null;
        inGroup = true;
    }

    private void endGroup() {
        endAddress();
        if (inGroup) {
            addresses.add(new Address(null, null, null));
            inGroup = false;
        }
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
