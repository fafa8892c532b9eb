package org.valija.mailbox.web;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.springframework.http.MediaType;
import org.valija.mailbox.api.Resource;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * A strong entity tag, made from what a resource says: {@code "settings.all"}, with another ending for CBOR, as its octets are
 * others. The first part alone decides whether somebody changed what callers set.
 *
 * @param settings a hash of the part that callers set
 * @param all a hash of all of it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.8.3">RFC 9110, 8.8.3</a>
 */
record EntityTag(String settings, String all) {

    private static final CBORMapper CBOR = CBORMapper.builder().build();
    private static final int OCTETS = 12;

    static EntityTag of(Resource resource) {
        return new EntityTag(hash(resource.settings()), hash(resource));
    }

    private static String hash(Object value) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(CBOR.writeValueAsBytes(value));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, OCTETS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a header has it. */
    String header(MediaType type) {
        return "\"" + settings + "." + all + (MediaType.APPLICATION_CBOR.isCompatibleWith(type) ? ".cbor" : "") + "\"";
    }

    /**
     * Whether If-Match holds: it names this state of the settings, whatever has been counted since, in either form.
     *
     * @param header {@code "*" / #entity-tag}; a weak tag matches nothing
     */
    boolean isMatchedBy(String header) {
        return tags(header).stream().anyMatch(tag -> tag.equals("*") || tag.startsWith("\"" + settings + "."));
    }

    /** Whether If-None-Match names just this, so that the caller has it already. */
    boolean isKnownTo(String header, MediaType type) {
        return tags(header).stream()
                .anyMatch(tag -> tag.equals("*") || tag.replaceFirst("^W/", "").equals(header(type)));
    }

    private static List<String> tags(String header) {
        return Arrays.stream(header.split(",")).map(String::strip).toList();
    }
}
