package org.valija.imap.respond;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Chars;
import org.valija.imap.parse.MailboxName;

/** A response, or a part of one, while it is put together; literals included. */
public final class ResponseLine {

    private static final byte[] CRLF = {'\r', '\n'};

    /** Longer ones are sent as literals: some clients read quoted strings into a buffer of fixed size. */
    private static final int LONGEST_QUOTED = 1_000;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(128);
    private final Enabled enabled;

    /** @param enabled by the client that reads it */
    ResponseLine(Enabled enabled) {
        this.enabled = enabled;
    }

    /** @param ascii part of the response as it stands: atoms, spaces, parentheses */
    public ResponseLine raw(String ascii) {
        octets.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    public ResponseLine raw(char ascii) {
        octets.write(ascii);
        return this;
    }

    public ResponseLine sp() {
        return raw(' ');
    }

    public ResponseLine number(long number) {
        return raw(Long.toString(number));
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
        literalHead(literal.length);
        octets.writeBytes(literal);
        return this;
    }

    /** {@code QUOTED-CHAR}: UTF-8 only for those who said that they read it. */
    private boolean isQuotable(int c) {
        return c >= ' ' && (c < 0x7F || c > 0x9F && enabled.utf8());
    }

    private ResponseLine utf8(String text) {
        octets.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
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
        octets.writeBytes(CRLF);
        return this;
    }

    /** What has been put together since this was called last. */
    public byte[] take() {
        var taken = octets.toByteArray();
        octets.reset();
        return taken;
    }

    int length() {
        return octets.size();
    }
}
