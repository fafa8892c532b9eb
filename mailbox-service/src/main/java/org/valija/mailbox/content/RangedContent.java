package org.valija.mailbox.content;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** Hands out content as it was stored, whole or by one range of octets: RFC 9110, 14. */
@Component
public final class RangedContent {

    private static final MediaType MESSAGE = MediaType.parseMediaType("message/rfc822");
    /** {@code ranges-specifier} with one range: first and last, first alone, or a number of last octets. */
    private static final Pattern RANGE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    private final ContentReader contents;

    RangedContent(ContentReader contents) {
        this.contents = contents;
    }

    /** From the first octet up to and without the last. */
    private record Range(long from, long to) {}

    /**
     * Answers with content.
     *
     * @param range the header of the request; null for all
     * @throws org.valija.mailbox.api.MailboxException.NotFound if it is not there
     */
    public ResponseEntity<InputStreamResource> read(ContentHash hash, @Nullable String range) {
        var content = contents.require(hash);
        var matcher = RANGE.matcher(range == null ? "" : range);
        // What is no range, or more than one, is ignored, as RFC 9110, 14.2 allows
        boolean whole = !matcher.matches()
                || matcher.group(1).isEmpty() && matcher.group(2).isEmpty();
        var part = whole ? new Range(0, content.size()) : range(matcher.group(1), matcher.group(2), content.size());
        var response = ResponseEntity.status(whole ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .eTag("\"" + content.hash() + "\"");
        if (!whole) {
            if (part.from >= part.to) {
                return ResponseEntity.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, "bytes */" + content.size())
                        .build();
            }
            response.header(
                    HttpHeaders.CONTENT_RANGE, "bytes " + part.from + "-" + (part.to - 1) + "/" + content.size());
        }
        long length = part.to - part.from;
        return response.contentType(MESSAGE)
                .contentLength(length)
                .body(new InputStreamResource(() -> contents.open(content, part.from, length)));
    }

    private static Range range(String first, String last, long size) {
        if (first.isEmpty()) {
            return new Range(Math.max(0, size - Long.parseLong(last)), size);
        }
        long to = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
        return new Range(Long.parseLong(first), to);
    }
}
