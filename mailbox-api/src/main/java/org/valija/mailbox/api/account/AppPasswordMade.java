package org.valija.mailbox.api.account;

/**
 * @param password to be shown to the user now: it is kept nowhere, and cannot be told again. 100 random bits, as letters and
 *     digits in groups
 */
public record AppPasswordMade(AppPassword appPassword, String password) {

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return "AppPasswordMade[appPassword=" + appPassword + "]";
    }
}
