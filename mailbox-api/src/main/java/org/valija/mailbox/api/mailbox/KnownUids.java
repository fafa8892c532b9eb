package org.valija.mailbox.api.mailbox;

/**
 * Which messages a caller knows of a mailbox, from another time. In a URL, three numbers with hyphens between them.
 *
 * @param uidValidity of the mailbox at that time
 * @param modseq the caller knows all messages there were at this modification sequence; at least 1
 * @param lastUid the largest UID among them; 0 if there were none
 */
public record KnownUids(long uidValidity, long modseq, long lastUid) {

    private static final int NUMBERS = 3;

    public KnownUids {
        if (uidValidity < 1 || modseq < 1 || lastUid < 0) {
            throw new IllegalArgumentException("not what anybody knows of a mailbox");
        }
    }

    /** Reads {@code 1772000000-41-9} from a query of a URL. */
    public static KnownUids valueOf(String text) {
        var numbers = text.split("-", -1);
        if (numbers.length != NUMBERS) {
            throw new IllegalArgumentException("three numbers with hyphens between them: UIDVALIDITY, modseq, UID");
        }
        return new KnownUids(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2]));
    }

    @Override
    public String toString() {
        return uidValidity + "-" + modseq + "-" + lastUid;
    }
}
