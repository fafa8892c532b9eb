package org.valija.imap.parse;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** A command that has come as a whole: CRLF ends a line, and a literal's octets follow its head. */
public final class Text implements CommandLines {

    private String rest;

    private Text(String rest) {
        this.rest = rest;
    }

    /** @param command one character for each octet, its last CRLF left out */
    public static Arguments of(String command) {
        return of(command, NameEncoding.MODIFIED_UTF7);
    }

    /** The same, of a client that writes names so. */
    public static Arguments of(String command, NameEncoding names) {
        var text = new Text(command);
        return new Arguments(text.nextLine(), text, names, Vocabulary.WHOLE);
    }

    /** The same, written in UTF-8. */
    static Arguments utf8(String command) {
        return of(new String(command.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Override
    public byte[] argument(Literal literal) {
        return octets(literal.size());
    }

    @Override
    public InputStream message(Literal literal) {
        return new ByteArrayInputStream(octets(literal.size()));
    }

    private byte[] octets(long size) {
        if (size > rest.length()) {
            throw new SyntaxException("the literal is longer than the command");
        }
        int count = (int) size;
        var octets = rest.substring(0, count).getBytes(StandardCharsets.ISO_8859_1);
        rest = rest.substring(count);
        return octets;
    }

    @Override
    public String nextLine() {
        int end = rest.indexOf("\r\n");
        var line = end < 0 ? rest : rest.substring(0, end);
        rest = end < 0 ? "" : rest.substring(end + 2);
        return line;
    }
}
