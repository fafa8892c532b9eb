package org.valija.smtp.judge;

/**
 * What is to be done with a message, or with a client.
 *
 * @param reason for people; visible US-ASCII, at most 200 characters: what is more is cut off, what is not becomes a
 *     question mark
 */
public record Verdict(Action action, String reason) {

    private static final int LONGEST = 200;

    public Verdict {
        reason = reason.substring(0, Math.min(reason.length(), LONGEST)).replaceAll("[^ -~]", "?");
    }

    /** Nothing speaks against it. */
    public static final Verdict ACCEPT = new Verdict(Action.ACCEPT, "");

    /** From the mildest to the strictest. */
    public enum Action {
        ACCEPT,
        /** It goes to Junk. */
        JUNK,
        /** It is to come again: something needed was away. */
        DEFER,
        REJECT
    }

    /** The stricter one of two. */
    Verdict or(Verdict other) {
        return other.action.compareTo(action) > 0 ? other : this;
    }
}
