package org.valija.line.sasl;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One exchange of challenges and responses, base64 on the outside and octets on the inside.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4422.html#section-3">RFC 4422, 3</a>
 */
public final class SaslExchange {

    /** Octets in a response line: RFC 4954, 4, wants 12288 to be possible. */
    public static final int MAX_RESPONSE = 12_288;

    private final SaslDialogue dialogue;
    private Optional<String> initialResponse;

    /**
     * @param initialResponse what came with the command, in base64; {@code =} is the empty response (RFC 4954, 4)
     */
    public SaslExchange(SaslDialogue dialogue, Optional<String> initialResponse) {
        this.dialogue = dialogue;
        this.initialResponse = initialResponse;
    }

    /**
     * What a mechanism in which the client begins hears first: the initial response, or else the response to an empty
     * challenge.
     */
    public byte[] initialResponse() throws IOException, SaslException {
        return initialResponseOr(new byte[0]);
    }

    /** The initial response, or else the response to a challenge. */
    byte[] initialResponseOr(byte[] challenge) throws IOException, SaslException {
        if (initialResponse.isEmpty()) {
            return challenge(challenge);
        }
        var response = initialResponse.get();
        initialResponse = Optional.empty();
        return response.equals("=") ? new byte[0] : decode(response);
    }

    /** Sends a challenge and returns the response to it. */
    public byte[] challenge(byte[] challenge) throws IOException, SaslException {
        return decode(dialogue.ask(Base64.getEncoder().encodeToString(challenge)));
    }

    private static byte[] decode(String response) throws SaslException {
        if (response.equals("*")) {
            throw new SaslException.Cancelled();
        }
        if (response.length() > MAX_RESPONSE) {
            throw new SaslException.Malformed("response too long");
        }
        // The decoder forgives missing padding, RFC 4648, 3.2, does not
        if (response.length() % 4 != 0) {
            throw new SaslException.Malformed("response is not base64");
        }
        try {
            return Base64.getDecoder().decode(response);
        } catch (IllegalArgumentException _) {
            throw new SaslException.Malformed("response is not base64");
        }
    }

    /** Text as mechanisms want it: UTF-8, free of NUL. */
    static String text(byte[] octets, int from, int to) throws SaslException {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, from, to - from))
                    .toString();
            if (text.indexOf(0) >= 0) {
                throw new SaslException.Malformed("NUL in a response");
            }
            return text;
        } catch (CharacterCodingException _) {
            throw new SaslException.Malformed("response is not UTF-8");
        }
    }
}
