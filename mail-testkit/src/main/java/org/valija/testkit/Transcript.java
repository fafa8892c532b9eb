package org.valija.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Plays conversations against a server, as in
 *
 * <pre>{@code
 * Transcript.on(port).play("""
 *         S: * OK <any>
 *         C: a LOGIN ann secret
 *         S: a OK LOGIN completed
 *         """);
 * }</pre>
 *
 * Each line begins with a mark and one space:
 *
 * <ul>
 *   <li>{@code C:} the client sends the text and CRLF
 *   <li>{@code C|} the client sends the text as it is, without CRLF
 *   <li>{@code S:} the server must send the text and CRLF, next
 *   <li>{@code S~} the server must send the text and CRLF, in any order among neighbouring {@code S~} lines
 *   <li>{@code C2:}, {@code S2:} and so on up to 9: another client, connected when first mentioned
 *   <li>{@code #} a remark
 * </ul>
 *
 * A line of one word in angle brackets is an act: {@code C: <starttls>} shakes hands, {@code C: <close>} closes,
 * {@code C: <reset>} vanishes, {@code C: <end>} ends the client's half; {@code S: <close>} says that the server closes,
 * {@code S: <lines>} that any number of lines comes before the one expected next.
 *
 * <p>Text is literal but for {@code <n>}, a number, {@code <word>}, anything up to a space, and {@code <any>}, anything
 * or nothing. {@code <n:uid>} keeps what it took, and {@code {uid}} stands for it from there on, in lines of either
 * side. {@code \x00} is an octet ({@link Octets}). Whatever goes wrong is an {@link AssertionError} that shows the
 * conversation so far. Lines that the server sends after the last expected one are not looked at.
 *
 * @param host to connect to
 * @param port to connect to
 * @param implicitTls whether TLS begins right after connecting
 * @param timeout how long the server may take for a line
 * @param names what the names in braces stand for at the beginning
 */
public record Transcript(String host, int port, boolean implicitTls, Duration timeout, Map<String, String> names) {

    public Transcript {
        names = Map.copyOf(names);
    }

    /** Against a port of this machine, in plaintext at first, with 10 seconds for every line. */
    public static Transcript on(int port) {
        return new Transcript("127.0.0.1", port, false, Duration.ofSeconds(10), Map.of());
    }

    /** The same, on another host. */
    public Transcript host(String host) {
        return new Transcript(host, port, implicitTls, timeout, names);
    }

    /** The same, with TLS from the first octet; any certificate will do. */
    public Transcript withImplicitTls() {
        return new Transcript(host, port, true, timeout, names);
    }

    /** The same, with so long for every line. */
    public Transcript timeout(Duration timeout) {
        return new Transcript(host, port, implicitTls, timeout, names);
    }

    /** The same, with a name in braces that stands for a text. */
    public Transcript with(String name, String text) {
        var more = new HashMap<>(names);
        more.put(name, text);
        return new Transcript(host, port, implicitTls, timeout, more);
    }

    /**
     * Plays a conversation from connecting to closing.
     *
     * @return what the names stand for at the end
     */
    public Map<String, String> play(String lines) {
        try (var conversation = open()) {
            return conversation.play(lines);
        }
    }

    /** Begins a conversation to be played in several pieces, with something else done between them. */
    public Conversation open() {
        return new Conversation(this);
    }
}
