package org.valija.imap.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** {@code date} and {@code date-time} of RFC 9051, 9. */
public final class Dates {

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");

    private Dates() {}

    /** {@code date = date-text / DQUOTE date-text DQUOTE}, {@code date-text = date-day "-" date-month "-" date-year} */
    public static LocalDate date(Arguments in) {
        boolean quoted = in.skip('"');
        int day = digits(in, 1, 2);
        var date = monthAndYear(in, day);
        if (quoted) {
            in.expect('"');
        }
        return date;
    }

    /** {@code date-time = DQUOTE date-day-fixed "-" date-month "-" date-year SP time SP zone DQUOTE} */
    public static Instant dateTime(Arguments in) {
        in.expect('"');
        int day = in.skip(' ') ? digits(in, 1, 1) : digits(in, 2, 2);
        var date = monthAndYear(in, day);
        in.sp();
        int hour = digits(in, 2, 2);
        int minute = digits(in.expect(':'), 2, 2);
        int second = digits(in.expect(':'), 2, 2);
        in.sp();
        var zone = zone(in);
        in.expect('"');
        try {
            // A leap second is the one before it: no calendar here knows when there was one
            return LocalDateTime.of(date, LocalTime.of(hour, minute, Math.min(second, 59)))
                    .toInstant(zone);
        } catch (DateTimeException _) {
            throw new SyntaxException("No such time");
        }
    }

    private static LocalDate monthAndYear(Arguments in, int day) {
        in.expect('-');
        int month = MONTHS.indexOf(in.take(Dates::isLetter, "Expected a month").toUpperCase(Locale.ROOT)) + 1;
        int year = digits(in.expect('-'), 4, 4);
        try {
            return LocalDate.of(year, month, day);
        } catch (DateTimeException _) {
            throw new SyntaxException("No such date");
        }
    }

    /** {@code zone = ("+" / "-") 4DIGIT} */
    private static ZoneOffset zone(Arguments in) {
        int sign = in.skip('-') ? -1 : 1;
        if (sign > 0) {
            in.expect('+');
        }
        int zone = digits(in, 4, 4);
        try {
            return ZoneOffset.ofHoursMinutes(sign * (zone / 100), sign * (zone % 100));
        } catch (DateTimeException _) {
            throw new SyntaxException("No such time zone");
        }
    }

    private static int digits(Arguments in, int least, int most) {
        var digits = in.take(Chars::isDigit, "Expected a number");
        if (digits.length() < least || digits.length() > most) {
            throw new SyntaxException("Broken date");
        }
        return Integer.parseInt(digits);
    }

    private static boolean isLetter(int c) {
        return c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
    }
}
