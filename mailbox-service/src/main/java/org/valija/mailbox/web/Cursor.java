package org.valija.mailbox.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;

/** Where the next page of a list starts: after the key of the last item, encoded so that nobody builds on its form. */
public final class Cursor {

    /** How many items a page may have. */
    public static final int LARGEST_PAGE = 1000;

    private static final int PAGE = 100;

    private Cursor() {}

    /**
     * The key of the last item of the page before.
     *
     * @return null for the first page
     * @throws MailboxException.Invalid if no list has handed out this cursor
     */
    public static @Nullable String key(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var octets = Base64.getUrlDecoder().decode(cursor);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (IllegalArgumentException | CharacterCodingException _) {
            throw new MailboxException.Invalid("cursor", "not a cursor of this list");
        }
    }

    /**
     * The same for a list that is ordered by numbers, from 1 on.
     *
     * @param key null for the first page
     */
    public static long number(@Nullable String key) {
        try {
            return key == null ? 0 : Long.parseLong(key);
        } catch (NumberFormatException _) {
            throw new MailboxException.Invalid("cursor", "not a cursor of this list");
        }
    }

    /**
     * How many items the caller wants; 100 if nothing is said.
     *
     * @throws MailboxException.Invalid unless it is 1 to 1,000
     */
    public static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return PAGE;
        }
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new MailboxException.Invalid("limit", "limit is a number from 1 to " + LARGEST_PAGE);
        }
        return limit;
    }

    /**
     * A page of a list.
     *
     * @param found up to one item more than {@code limit}, which tells that there is another page
     * @param key of an item, by which the list is ordered
     */
    public static <T> Page<T> page(List<T> found, int limit, Function<T, String> key) {
        if (found.size() <= limit) {
            return new Page<>(found, null);
        }
        var items = List.copyOf(found.subList(0, limit));
        var last = key.apply(items.getLast()).getBytes(StandardCharsets.UTF_8);
        return new Page<>(items, Base64.getUrlEncoder().withoutPadding().encodeToString(last));
    }
}
