package org.valija.mailbox.fetch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Picks fields of a header, octet by octet as they stand, with an empty line behind: RFC 9051, 6.4.5.1. */
final class HeaderFilter {

    /** In lower case. */
    private final List<byte[]> names;

    private final boolean named;

    /**
     * @param named whether the fields of these names are wanted, or all others
     */
    HeaderFilter(List<String> names, boolean named) {
        this.names = names.stream()
                .map(name -> name.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.ISO_8859_1))
                .toList();
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
        int nameEnd = colon;
        while (nameEnd > start && (header[nameEnd - 1] == ' ' || header[nameEnd - 1] == '\t')) {
            nameEnd--;
        }
        return isNamed(header, start, nameEnd) == named;
    }

    private boolean isNamed(byte[] header, int start, int end) {
        for (var name : names) {
            if (name.length == end - start && isAt(header, start, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(byte[] header, int start, byte[] name) {
        for (int i = 0; i < name.length; i++) {
            byte octet = header[start + i];
            byte lower = octet >= 'A' && octet <= 'Z' ? (byte) (octet + 'a' - 'A') : octet;
            if (lower != name[i]) {
                return false;
            }
        }
        return true;
    }
}
