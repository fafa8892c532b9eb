package org.valija.smtp.outbound.dialogue;

/**
 * A failure that we found ourselves.
 *
 * @param status of class 4 or 5
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463.html#section-3">RFC 3463, 3</a>
 */
public record LocalFailure(String status, String text) implements Answer {

    public LocalFailure {
        if (!status.matches("[45]\\.\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException("no status of a failure: " + status);
        }
    }
}
