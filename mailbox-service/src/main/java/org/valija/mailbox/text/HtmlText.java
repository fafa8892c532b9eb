package org.valija.mailbox.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;

/**
 * What a reader sees of HTML: without tags, comments, scripts and styles, with its character references resolved. A tag
 * that breaks the line counts as a space, others as nothing. Whatever is broken is text. Reads as it is read from.
 */
final class HtmlText extends Reader {

    private static final Set<String> INLINE = Set.of(
            "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark",
            "o:p", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr");
    /** What stands in them is not for reading. */
    private static final Set<String> HIDDEN = Set.of("script", "style", "template", "title");

    private static final Properties ENTITIES = entities();
    private static final int LONGEST_NAME = 16;
    private static final int LONGEST_REFERENCE = 10;
    private static final int END = -1;

    private final Reader html;
    private final char[] block = new char[4096];
    private int at;
    private int filled;
    /** What has been read and is still to be handed out. */
    private final StringBuilder pending = new StringBuilder();

    private int pendingAt;

    HtmlText(Reader html) {
        this.html = html;
    }

    private static Properties entities() {
        var entities = new Properties();
        try (InputStream in = HtmlText.class.getResourceAsStream("entities.properties")) {
            if (in == null) {
                throw new IllegalStateException("entities.properties is missing");
            }
            entities.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entities;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int n = 0;
        while (n < length) {
            int c = next();
            if (c == END) {
                return n == 0 && length > 0 ? END : n;
            }
            buffer[offset + n++] = (char) c;
        }
        return n;
    }

    @Override
    public void close() throws IOException {
        html.close();
    }

    private int peek() throws IOException {
        if (at == filled) {
            filled = Math.max(0, html.read(block, 0, block.length));
            at = 0;
        }
        return at == filled ? END : block[at];
    }

    private int take() throws IOException {
        int c = peek();
        if (c != END) {
            at++;
        }
        return c;
    }

    private int next() throws IOException {
        while (true) {
            if (pendingAt < pending.length()) {
                return pending.charAt(pendingAt++);
            }
            pending.setLength(0);
            pendingAt = 0;
            int c = take();
            switch (c) {
                case '<' -> markup();
                case '&' -> reference();
                default -> {
                    return c;
                }
            }
        }
    }

    private void markup() throws IOException {
        int c = peek();
        if (c == '!' || c == '?') {
            comment();
        } else if (c == '/' || Character.isLetter(c)) {
            boolean end = c == '/';
            if (end) {
                take();
            }
            var name = name();
            skipAttributes();
            if (!end && HIDDEN.contains(name)) {
                skipTo("</" + name);
                skipAttributes();
            }
            if (!INLINE.contains(name)) {
                pending.append(' ');
            }
        } else {
            pending.append('<');
        }
    }

    private String name() throws IOException {
        var name = new StringBuilder();
        for (int c = peek(); Character.isLetterOrDigit(c) || c == ':' || c == '-'; c = peek()) {
            take();
            if (name.length() < LONGEST_NAME) {
                name.append((char) c);
            }
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }

    /** Up to the end of a tag, which does not stand within quotes. */
    private void skipAttributes() throws IOException {
        int quote = 0;
        int before = 0;
        for (int c = take(); c != END; c = take()) {
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '>') {
                return;
            } else if ((c == '"' || c == '\'') && (before == '=' || before == ' ')) {
                quote = c;
            }
            before = c;
        }
    }

    private void comment() throws IOException {
        take();
        if (peek() == '-') {
            take();
            if (peek() == '-') {
                take();
                skipTo("-->");
                return;
            }
        }
        skipTo(">");
    }

    /** Up to and with the next place where this stands, in lower case. */
    private void skipTo(String end) throws IOException {
        var window = new StringBuilder();
        for (int c = take(); c != END; c = take()) {
            window.append((char) Character.toLowerCase(c));
            if (window.length() > end.length()) {
                window.deleteCharAt(0);
            }
            if (end.contentEquals(window)) {
                return;
            }
        }
    }

    private void reference() throws IOException {
        var name = new StringBuilder();
        for (int c = peek(); Character.isLetterOrDigit(c) || c == '#'; c = peek()) {
            if (name.length() == LONGEST_REFERENCE) {
                break;
            }
            name.append((char) take());
        }
        int code = code(name.toString());
        if (code < 0) {
            pending.append('&').append(name);
        } else {
            pending.appendCodePoint(code);
            if (peek() == ';') {
                take();
            }
        }
    }

    private static int code(String name) {
        try {
            int code = !name.startsWith("#")
                    ? Integer.parseInt(ENTITIES.getProperty(name, "-1"))
                    : name.startsWith("#x") || name.startsWith("#X")
                            ? Integer.parseInt(name.substring(2), 16)
                            : Integer.parseInt(name.substring(1));
            return Character.isValidCodePoint(code) ? code : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
