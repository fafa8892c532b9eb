package org.valija.mailbox.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart.Disposition;

/**
 * What the Content- fields of a part say: RFC 2045, 2183.
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param encoding in lower case
 */
record ContentFields(
        String type,
        String subtype,
        Map<String, String> parameters,
        String encoding,
        @Nullable String id,
        @Nullable String description,
        @Nullable String md5,
        @Nullable Disposition disposition,
        List<String> languages,
        @Nullable String location) {

    private static final Pattern TYPE = Pattern.compile("([^\\s/;]+)\\s*/\\s*([^\\s/;]+)");
    /** What a part is that doesn't say, or not in a way to be understood: RFC 2045, 5.2. */
    private static final Map<String, String> US_ASCII = Map.of("charset", "us-ascii");

    /**
     * @param digest whether the part stands in a multipart/digest, where the default is message/rfc822: RFC 2046, 5.1.5
     */
    static ContentFields of(HeaderFields header, boolean digest) {
        var contentType = header.first("content-type");
        var value = contentType == null ? null : ParameterizedValue.parse(contentType);
        var matcher = TYPE.matcher(value == null ? "" : value.value());
        boolean known = matcher.matches();
        boolean message = digest && contentType == null;
        var type = known ? matcher.group(1).toLowerCase(Locale.ROOT) : message ? "message" : "text";
        var subtype = known ? matcher.group(2).toLowerCase(Locale.ROOT) : message ? "rfc822" : "plain";
        var parameters = known && value != null ? value.parameters() : message ? Map.<String, String>of() : US_ASCII;
        return new ContentFields(
                type,
                subtype,
                parameters,
                encoding(header.first("content-transfer-encoding")),
                header.first("content-id"),
                header.first("content-description"),
                header.first("content-md5"),
                disposition(header.first("content-disposition")),
                languages(header.first("content-language")),
                header.first("content-location"));
    }

    /** The same part, read as text/plain because what it claims to be is not true. */
    ContentFields asPlainText() {
        return as("text", "plain", US_ASCII);
    }

    /** The same part, read as octets. */
    ContentFields asOctets() {
        return as("application", "octet-stream", Map.of());
    }

    private ContentFields as(String newType, String newSubtype, Map<String, String> newParameters) {
        return new ContentFields(
                newType, newSubtype, newParameters, encoding, id, description, md5, disposition, languages, location);
    }

    boolean isMultipart() {
        return type.equals("multipart");
    }

    boolean isMessage() {
        return type.equals("message") && (subtype.equals("rfc822") || subtype.equals("global"));
    }

    /** Whether the body stands there as it is: RFC 2045, 6.2. */
    boolean isIdentity() {
        return !encoding.equals("base64") && !encoding.equals("quoted-printable");
    }

    /** The boundary of a multipart; null if it has none, or one that no line could be. */
    byte @Nullable [] boundary() {
        var boundary = parameters.get("boundary");
        // RFC 2046, 5.1.1 allows 70 characters; mailers that make more are still read
        return boundary == null || boundary.isBlank() || boundary.length() > 250
                ? null
                : boundary.stripTrailing().getBytes(StandardCharsets.UTF_8);
    }

    private static String encoding(@Nullable String field) {
        if (field == null) {
            return "7bit";
        }
        var token = ParameterizedValue.parse(field).value().toLowerCase(Locale.ROOT);
        return token.isEmpty() ? "7bit" : token;
    }

    private static @Nullable Disposition disposition(@Nullable String field) {
        if (field == null) {
            return null;
        }
        var value = ParameterizedValue.parse(field);
        return value.value().isEmpty()
                ? null
                : new Disposition(value.value().toLowerCase(Locale.ROOT), value.parameters());
    }

    private static List<String> languages(@Nullable String field) {
        return field == null
                ? List.of()
                : Stream.of(field.split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .toList();
    }
}
