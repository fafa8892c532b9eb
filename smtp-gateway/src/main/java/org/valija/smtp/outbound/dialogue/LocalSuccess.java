package org.valija.smtp.outbound.dialogue;

/**
 * Nobody had to be asked, as the message stays here.
 *
 * @param status of class 2
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3463.html#section-3">RFC 3463, 3</a>
 */
public record LocalSuccess(String status, String text) implements Answer {

    public LocalSuccess {
        if (!status.matches("2\\.\\d{1,3}\\.\\d{1,3}")) {
            throw new IllegalArgumentException("no status of a success: " + status);
        }
    }
}
