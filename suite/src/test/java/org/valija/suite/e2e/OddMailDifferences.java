package org.valija.suite.e2e;

import java.util.List;

/** Where we and Python read a message of the corpus differently, and why ours is no worse. */
final class OddMailDifferences {

    /** As {@code sample: field}. */
    static final List<String> ALL = List.of(
            // Python takes the route in front of an address for an address
            "address-comments: cc",
            // Python tells a parameter without a name, and leaves a quote in a value
            "bad-parameters: 1 parameters",
            // The grammar has no multipart without parts, and what has no boundary has no parts
            "boundary-never: 1 type",
            "boundary-never: 1 parameters",
            "no-boundary: 1 type",
            // One boundary inside and outside: whose it is nobody can tell
            "boundary-reused: parts",
            "boundary-reused: 2 decoded",
            // To us, a header that is cut off in its first line has no body; to Python, it is the body
            "cut-off-part: 2 size",
            "cut-off-part: 2 decoded",
            // We look 50 levels deep
            "deep-100: parts",
            // We tell the addresses of both fields
            "duplicate-headers: from",
            "duplicate-headers: to",
            // A message must not be encoded: RFC 2046, 5.2.1. To a client that trusts us, it is a file that it can
            // decode
            "encoded-rfc822: parts",
            "encoded-rfc822: 2 type",
            // RFC 2047 forbids encoded words there, everybody sends them, and we tell what they mean
            "encoded-word-filename: 2 parameters",
            // Python's header ends with the first line that is no field; ours goes on behind it
            "header-space-before-colon: date",
            "header-space-before-colon: subject",
            "header-space-before-colon: from",
            "header-space-before-colon: to",
            "header-space-before-colon: 1 size",
            "header-space-before-colon: 1 decoded",
            "header-without-colon: date",
            "header-without-colon: subject",
            "header-without-colon: header fields",
            "header-without-colon: 1 size",
            "header-without-colon: 1 decoded",
            // A value with a charset is told as it stands, and the asterisk says so: RFC 2231, 6
            "rfc2231-parameters: 1 parameters",
            "rfc2231-parameters: 2 parameters",
            // The line end before a boundary is the boundary's; where none follows, it is the part's
            "unterminated: 2 size",
            "unterminated: 2 decoded",
            // A soft line break that ends the text: Python drops it, we keep what is no such thing
            "wrong-quoted-printable: 1 decoded");

    private OddMailDifferences() {}
}
