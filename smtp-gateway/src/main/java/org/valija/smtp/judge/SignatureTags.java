package org.valija.smtp.judge;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.valija.smtp.dkim.BodyHash;
import org.valija.smtp.dkim.Canonicalization;
import org.valija.smtp.dkim.DkimSyntaxException;
import org.valija.smtp.dkim.TagList;
import org.valija.smtp.parse.Domain;

/**
 * What a signature says of itself.
 *
 * @param keyType of the algorithm: {@code rsa} or {@code ed25519}
 * @param domain that signed: A-labels, lower case
 * @param identity the domain of {@code i=}, which is {@code domain} or lies below
 * @param signed names of fields: {@code h=}
 * @param length {@code l=}, or {@link BodyHash#WHOLE}
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6376.html#section-3.5">RFC 6376, 3.5</a>
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
record SignatureTags(
        String keyType,
        Canonicalization header,
        Canonicalization body,
        String domain,
        String selector,
        String identity,
        List<String> signed,
        byte[] bodyHash,
        byte[] signature,
        long length) {

    /** As the DNS is asked for it. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");

    /** @throws DkimSyntaxException if it is none, or no longer one: RFC 6376, 6.1.1 */
    static SignatureTags of(TagList tags, Instant now) throws DkimSyntaxException {
        require(tags.require("v").equals("1"), "v= is not 1");
        var signed = tags.list("h");
        require(signed.stream().anyMatch("from"::equalsIgnoreCase), "From is not signed");
        var domain = name(tags, "d");
        var identity = identity(tags, domain);
        require(identity.equals(domain) || identity.endsWith("." + domain), "i= is not within d=");
        require(tags.find("q").isEmpty() || tags.list("q").contains("dns/txt"), "q= is not dns/txt");
        requireTime(tags, now);
        var form = tags.find("c").orElse("simple/simple").split("/", 2);
        return new SignatureTags(
                keyType(tags.require("a")),
                Canonicalization.of(form[0].strip()),
                form.length == 1 ? Canonicalization.SIMPLE : Canonicalization.of(form[1].strip()),
                domain,
                name(tags, "s"),
                identity,
                signed,
                tags.octets("bh"),
                tags.octets("b"),
                tags.number("l").orElse(BodyHash.WHOLE));
    }

    private static void requireTime(TagList tags, Instant now) throws DkimSyntaxException {
        var made = tags.number("t").orElse(0L);
        var expires = tags.number("x").orElse(Long.MAX_VALUE);
        require(expires > made, "x= is before t=");
        require(expires > now.getEpochSecond(), "signature has expired");
    }

    private static String keyType(String algorithm) throws DkimSyntaxException {
        return switch (algorithm) {
            case "rsa-sha256" -> "rsa";
            case "ed25519-sha256" -> "ed25519";
            case "rsa-sha1" -> throw new DkimSyntaxException("hash sha1 is not safe"); // RFC 8301, 3.1
            default -> throw new DkimSyntaxException("a= is not known");
        };
    }

    private static String identity(TagList tags, String domain) throws DkimSyntaxException {
        var identity = tags.find("i").orElse("@" + domain);
        require(identity.contains("@"), "i= has no domain");
        return domain(identity.substring(identity.lastIndexOf('@') + 1));
    }

    private static String name(TagList tags, String tag) throws DkimSyntaxException {
        var name = domain(tags.require(tag));
        require(NAME.matcher(name).matches(), tag + "= is no name in the DNS");
        return name;
    }

    /** A domain or selector, of which each character is an octet of UTF-8: RFC 8616, 5. */
    static String domain(String octets) {
        return Domain.aLabels(new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static void require(boolean fulfilled, String fault) throws DkimSyntaxException {
        if (!fulfilled) {
            throw new DkimSyntaxException(fault);
        }
    }
}
