package org.valija.smtp.session;

import org.valija.smtp.settings.Patience;

/** Holds replies back from a client that guesses recipients or passwords. Belongs to one thread. */
final class Guesses {

    private final Patience patience;
    private int unknownRecipients;

    Guesses(Patience patience) {
        this.patience = patience;
    }

    /** Waits, if there were many unknown recipients; false if there were so many that the client is to be left. */
    boolean unknownRecipient() {
        unknownRecipients++;
        if (unknownRecipients > patience.unknownRecipients()) {
            pause();
        }
        return unknownRecipients < 2 * patience.unknownRecipients();
    }

    void failedLogin() {
        pause();
    }

    private void pause() {
        try {
            Thread.sleep(patience.tarpit());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
