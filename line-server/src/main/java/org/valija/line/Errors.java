package org.valija.line;

/** Counts a connection's bad commands, so that one who only guesses does not stay. Belongs to one thread. */
public final class Errors {

    private final int allowed;
    private int count;

    /** @param allowed bad commands that are answered; the next one is one too many */
    public Errors(int allowed) {
        this.allowed = allowed;
    }

    /** Counts one more; true if it was one too many. */
    public boolean tooMany() {
        return ++count > allowed;
    }
}
