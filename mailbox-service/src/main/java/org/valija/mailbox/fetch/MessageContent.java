package org.valija.mailbox.fetch;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.content.ContentReader;

/** Hands out content as it was stored, whole or by one range of octets: RFC 9110, 14. */
@Component
public final class MessageContent {

    private static final MediaType MESSAGE = MediaType.parseMediaType("message/rfc822");
    /** {@code ranges-specifier} with one range: first and last, first alone, or a number of last octets. */
    private static final Pattern RANGE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    private final MessageReader messages;
    private final ContentReader contents;

    MessageContent(MessageReader messages, ContentReader contents) {
        this.messages = messages;
        this.contents = contents;
    }

    /** From the first octet up to and without the last. */
    private record Range(long from, long to) {}

    /** As {@link org.valija.mailbox.api.message.MessagesApi#content}. */
    public ResponseEntity<InputStreamResource> read(
            AccountId account, MailboxId mailbox, Uid uid, @Nullable String range) {
        var rows = messages.new Reading(account, mailbox, Set.of()).rows("uid = ?", List.of(uid.value()), 1);
        if (rows.isEmpty()) {
            throw new MailboxException.NotFound("no such message");
        }
        var content = contents.require(rows.getFirst().hash());
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
