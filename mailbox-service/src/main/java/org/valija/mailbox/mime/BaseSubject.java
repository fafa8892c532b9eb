package org.valija.mailbox.mime;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A subject without what mailers put around it when they reply and forward.
 *
 * @param text folded
 * @param isReply whether something was taken off that means a reply or a forwarded message
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-2.1">RFC 5256, 2.1</a>
 */
record BaseSubject(String text, boolean isReply) {

    /** Characters that count; nobody tells two subjects apart by what comes after that. */
    private static final int LONGEST = 500;
    /** {@code subj-trailer = "(fwd)" / WSP} */
    private static final Pattern TRAILER = Pattern.compile("(\\(FWD\\)| )$");

    private static final String BLOB = "\\[[^\\[\\]]*] ?";
    /** {@code subj-leader = (*subj-blob subj-refwd) / WSP} */
    private static final Pattern LEADER =
            Pattern.compile("(?: |(?<reply>(?:" + BLOB + ")*+(?:RE|FWD?) ?(?:" + BLOB + ")?:))");

    private static final Pattern LEADING_BLOB = Pattern.compile(BLOB);

    /**
     * @param subject decoded; null if there is none
     */
    static BaseSubject of(@Nullable String subject) {
        var text = subject == null
                ? ""
                : Casemap.fold(subject.length() > LONGEST ? subject.substring(0, LONGEST) : subject);
        boolean reply = false;
        while (true) {
            for (var m = TRAILER.matcher(text); m.find(); m = TRAILER.matcher(text)) {
                reply |= !m.group().equals(" ");
                text = text.substring(0, m.start());
            }
            var trimmed = withoutLeaders(text);
            reply |= trimmed.isReply;
            text = trimmed.text;
            // subj-fwd = subj-fwd-hdr subject subj-fwd-trl
            if (!text.startsWith("[FWD:") || !text.endsWith("]")) {
                return new BaseSubject(text, reply);
            }
            reply = true;
            text = text.substring("[FWD:".length(), text.length() - 1);
        }
    }

    private static BaseSubject withoutLeaders(String text) {
        boolean reply = false;
        int at = 0;
        var leader = LEADER.matcher(text);
        var blob = LEADING_BLOB.matcher(text);
        while (true) {
            if (leader.region(at, text.length()).lookingAt()) {
                reply |= leader.group("reply") != null;
                at = leader.end();
            } else if (blob.region(at, text.length()).lookingAt() && blob.end() < text.length()) {
                at = blob.end();
            } else {
                return new BaseSubject(text.substring(at), reply);
            }
        }
    }
}
