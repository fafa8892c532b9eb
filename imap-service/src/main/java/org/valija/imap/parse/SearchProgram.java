package org.valija.imap.parse;

import java.util.Locale;

/**
 * Which messages SEARCH, SORT and THREAD are about.
 *
 * @param hasCharset whether the client said in which charset it writes
 * @param hasModseq whether MODSEQ was among the keys: then the answer tells modification sequences, too (RFC 7162, 3.1.5)
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.4">RFC 9051, 6.4.4</a>
 */
public record SearchProgram(SearchKey key, boolean hasCharset, boolean hasModseq) {

    /** {@code search-program = ["CHARSET" SP charset SP] search-key *(SP search-key)} */
    public static SearchProgram read(Arguments in) {
        return in.skipWord("CHARSET") ? readWithCharset(in.sp()) : readKeys(in, false);
    }

    /** {@code search-criteria = charset 1*(SP search-key)}: RFC 5256, 5 */
    public static SearchProgram readWithCharset(Arguments in) {
        charset(in.astring());
        return readKeys(in.sp(), true);
    }

    private static SearchProgram readKeys(Arguments in, boolean hasCharset) {
        var keys = new SearchKeys(in);
        return new SearchProgram(keys.read(), hasCharset, keys.hasModseq());
    }

    /** Both mean the same here: all text is read as UTF-8. */
    private static void charset(String name) {
        switch (name.toUpperCase(Locale.ROOT)) {
            case "US-ASCII", "UTF-8" -> {}
            default -> throw new SyntaxException.BadCharset(false);
        }
    }
}
