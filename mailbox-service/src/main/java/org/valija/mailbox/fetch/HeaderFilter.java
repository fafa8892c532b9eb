package org.valija.mailbox.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Picks fields of a header, octet by octet as they stand, with an empty line behind: RFC 9051, 6.4.5.1. */
final class HeaderFilter {

    private final Set<String> names;
    private final boolean named;

    /**
     * @param named whether the fields of these names are wanted, or all others
     */
    HeaderFilter(List<String> names, boolean named) {
        this.names = names.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        this.named = named;
    }

    byte[] apply(byte[] header) {
        var picked = new ByteArrayOutputStream(256);
        boolean wanted = false;
        for (int start = 0; start < header.length; ) {
            int end = start;
            while (end < header.length && header[end] != '\n') {
                end++;
            }
            end = Math.min(end + 1, header.length);
            if (header[start] != ' ' && header[start] != '\t') {
                wanted = isWanted(header, start, end);
            }
            if (wanted) {
                picked.write(header, start, end - start);
            }
            start = end;
        }
        picked.writeBytes(new byte[] {'\r', '\n'});
        return picked.toByteArray();
    }

    /** The empty line, and what is no field, is never picked by name and never left over. */
    private boolean isWanted(byte[] header, int start, int end) {
        int colon = start;
        while (colon < end && header[colon] != ':') {
            colon++;
        }
        if (colon == end) {
            return false;
        }
        var name = new String(header, start, colon - start, StandardCharsets.ISO_8859_1)
                .stripTrailing()
                .toLowerCase(Locale.ROOT);
        return names.contains(name) == named;
    }
}
