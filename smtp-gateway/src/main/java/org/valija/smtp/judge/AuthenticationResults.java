package org.valija.smtp.judge;

import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code Authentication-Results}: what the checks came to, for those who read the message later.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8601.html#section-2.2">RFC 8601, 2.2</a>
 */
public final class AuthenticationResults {

    /** {@code [CFWS] authserv-id}, its comments without nesting. */
    private static final Pattern AUTHSERV_ID = Pattern.compile("(?:\\s|\\([^()]*\\))*\"?([^\\s;\"()]+)");

    private AuthenticationResults() {}

    /** @return the field with its CRLF */
    static String field(String authservId, Iprev iprev, SpfResult spf, List<DkimResult> dkim, DmarcResult dmarc) {
        var field = new StringBuilder("Authentication-Results: ").append(authservId);
        method(
                field,
                "iprev",
                iprev.result(),
                "",
                "policy.iprev=" + iprev.client().getHostAddress());
        method(field, "spf", spf.result(), "", "smtp." + spf.identity() + "=" + token(spf.domain()));
        for (var signature : dkim) {
            method(
                    field,
                    "dkim",
                    signature.result(),
                    signature.comment(),
                    "header.d=" + token(signature.domain()) + " header.s=" + token(signature.selector()));
        }
        if (dkim.isEmpty()) {
            method(field, "dkim", Result.NONE, "no signature", "");
        }
        method(
                field,
                "dmarc",
                dmarc.result(),
                "p=" + dmarc.published().word(),
                dmarc.domain().isEmpty() ? "" : "header.from=" + token(dmarc.domain()));
        return field.append("\r\n").toString();
    }

    private static void method(StringBuilder field, String method, Result result, String comment, String properties) {
        field.append(";\r\n\t").append(method).append('=').append(result.word());
        if (!comment.isEmpty()) {
            field.append(" (").append(comment).append(')');
        }
        if (!properties.isEmpty()) {
            field.append(' ').append(properties);
        }
    }

    /** What others said, made fit to stand in our field. */
    private static String token(String text) {
        var safe = text.replaceAll("[^\\p{L}\\p{N}._:-]", "_");
        return safe.isEmpty() ? "_" : safe.substring(0, Math.min(safe.length(), 255));
    }

    /**
     * Whether a field says that it is ours. From outside none is, and it must go: RFC 8601, 5.
     *
     * @param body of the field, unfolded
     */
    public static boolean claimsToBe(String authservId, String body) {
        var found = AUTHSERV_ID.matcher(body);
        return found.lookingAt() && found.group(1).equalsIgnoreCase(authservId);
    }
}
