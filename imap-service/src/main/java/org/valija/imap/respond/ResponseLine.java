package org.valija.imap.respond;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Chars;
import org.valija.imap.parse.MailboxName;

/** A response, or a part of one, while it is put together; literals included. */
public final class ResponseLine {

    private static final byte[] CRLF = {'\r', '\n'};

    /** Longer ones are sent as literals: some clients read quoted strings into a buffer of fixed size. */
    private static final int LONGEST_QUOTED = 1_000;

    /** Of a number in decimal. */
    private static final int MOST_DIGITS = 20;

    private final Enabled enabled;
    private byte[] octets = new byte[128];
    private int length;

    /** @param enabled by the client that reads it */
    ResponseLine(Enabled enabled) {
        this.enabled = enabled;
    }

    /** @param ascii part of the response as it stands: atoms, spaces, parentheses */
    public ResponseLine raw(String ascii) {
        makeRoom(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char next = ascii.charAt(i);
            // Nothing else may become a line end
            octets[length++] = (byte) (next < 0x80 ? next : '?');
        }
        return this;
    }

    public ResponseLine raw(char ascii) {
        makeRoom(1);
        octets[length++] = (byte) ascii;
        return this;
    }

    /** Octets as they stand. */
    ResponseLine raw(byte[] some) {
        makeRoom(some.length);
        System.arraycopy(some, 0, octets, length, some.length);
        length += some.length;
        return this;
    }

    private void makeRoom(int more) {
        if (octets.length - length < more) {
            octets = Arrays.copyOf(octets, Math.max(2 * octets.length, length + more));
        }
    }

    public ResponseLine sp() {
        return raw(' ');
    }

    public ResponseLine number(long number) {
        if (number < 0) {
            return raw(Long.toString(number));
        }
        makeRoom(MOST_DIGITS);
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        length += digits;
        long rest = number;
        for (int at = length - 1; at >= length - digits; at--) {
            octets[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return this;
    }

    /** {@code nstring} */
    public ResponseLine nstring(@Nullable String text) {
        return text == null ? raw("NIL") : string(text);
    }

    /** {@code string}: quoted where it can be, else a literal in UTF-8. */
    public ResponseLine string(String text) {
        if (text.length() <= LONGEST_QUOTED && text.chars().allMatch(this::isQuotable)) {
            return raw('"').utf8(text.replace("\\", "\\\\").replace("\"", "\\\""))
                    .raw('"');
        }
        byte[] literal = text.replace("\0", "").getBytes(StandardCharsets.UTF_8);
        return literalHead(literal.length).raw(literal);
    }

    /** {@code QUOTED-CHAR}: UTF-8 only for those who said that they read it. */
    private boolean isQuotable(int c) {
        return c >= ' ' && (c < 0x7F || c > 0x9F && enabled.utf8());
    }

    private ResponseLine utf8(String text) {
        return raw(text.getBytes(StandardCharsets.UTF_8));
    }

    /** {@code mailbox}, as this client reads names. */
    public ResponseLine mailbox(MailboxName name) {
        return astring(enabled.names().encode(name));
    }

    /** {@code astring} */
    public ResponseLine astring(String text) {
        boolean isAtom = !text.isEmpty() && text.chars().allMatch(Chars::isAtom) && !text.equalsIgnoreCase("NIL");
        return isAtom ? raw(text) : string(text);
    }

    /** The head of a literal, whose octets come next. */
    public ResponseLine literalHead(long size) {
        return raw('{').number(size).raw('}').crlf();
    }

    public ResponseLine crlf() {
        return raw(CRLF);
    }

    /** What has been put together since this was called last. */
    public byte[] take() {
        var taken = from(0);
        length = 0;
        return taken;
    }

    /** What has been put together from an octet on, counted from 0. */
    byte[] from(int start) {
        return Arrays.copyOfRange(octets, start, length);
    }

    int length() {
        return length;
    }
}
