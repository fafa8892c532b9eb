package org.valija.smtp.judge;

/** A header field that we write from what others said. */
final class HeaderLine {

    private HeaderLine() {}

    /** A field folded at spaces, and without whatever would end it or is no visible ASCII: RFC 5322, 2.1.1 and 2.2.3. */
    static String fold(String field) {
        var folded = new StringBuilder();
        int column = 0;
        for (var word :
                field.replaceAll("[^\\x20-\\x7e\\x{a0}-\\x{10ffff}]", "?").split(" +")) {
            if (column > 0 && column + word.length() > 76) {
                folded.append("\r\n\t");
                column = 8;
            } else if (column > 0) {
                folded.append(' ');
                column++;
            }
            folded.append(word);
            column += word.length();
        }
        return folded.toString();
    }
}
