package org.valija.mailbox.mime;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The Date field: RFC 5322, 3.3 and 4.3, and much of what is sent in its place.
 *
 * @param day as it is written, whatever the time zone
 */
record SentDate(LocalDate day, Instant moment) {

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    /** Hours from UTC; any other name counts as unknown, and so as UTC: RFC 5322, 4.3. */
    private static final Map<String, Integer> ZONES =
            Map.of("EDT", -4, "EST", -5, "CDT", -5, "CST", -6, "MDT", -6, "MST", -7, "PDT", -7, "PST", -8);

    private static final Pattern DATE =
            Pattern.compile("(\\d{1,2})[\\s-]{1,5}([A-Za-z]{3})[a-z]{0,6}[\\s,-]{1,5}(\\d{2,4})"
                    + "(?:[\\s,]{1,5}(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s{0,5}([+-]\\d{4}|[A-Za-z]{1,5})?)?");

    static @Nullable SentDate parse(@Nullable String field) {
        var matcher = DATE.matcher(field == null ? "" : field);
        try {
            return matcher.find() ? of(matcher.toMatchResult()) : null;
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static @Nullable SentDate of(MatchResult date) {
        int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
        if (month == 0) {
            return null;
        }
        var day = LocalDate.of(year(date.group(3)), month, Integer.parseInt(date.group(1)));
        var time = date.group(4) == null
                ? LocalTime.MIDNIGHT
                // A leap second is the one before it
                : LocalTime.of(number(date.group(4)), number(date.group(5)), Math.min(59, number(date.group(6))));
        return new SentDate(day, day.atTime(time).toInstant(zone(date.group(7))));
    }

    /** Years of two and three digits: RFC 5322, 4.3. */
    private static int year(String digits) {
        int year = Integer.parseInt(digits);
        if (digits.length() == 2) {
            return year < 50 ? 2000 + year : 1900 + year;
        }
        return digits.length() == 3 ? 1900 + year : Math.max(1, year);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null) {
            return ZoneOffset.UTC;
        }
        if (zone.charAt(0) != '+' && zone.charAt(0) != '-') {
            return ZoneOffset.ofHours(ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
        }
        int hours = Integer.parseInt(zone, 1, 3, 10);
        int minutes = Integer.parseInt(zone, 3, 5, 10);
        // ±hhmm of more than 18 hours is no zone on earth
        return hours > 17 || minutes > 59
                ? ZoneOffset.UTC
                : ZoneOffset.ofTotalSeconds((zone.charAt(0) == '-' ? -1 : 1) * (hours * 3600 + minutes * 60));
    }
}
