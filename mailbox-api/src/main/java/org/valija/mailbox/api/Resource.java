package org.valija.mailbox.api;

/**
 * Something with an address of its own, whose state has a strong entity tag: {@code GET} answers it as {@code ETag}, and
 * whoever changes or deletes it may send it as {@code If-Match}, and is refused (412) if it has changed meanwhile.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110.html#section-8.8.3">RFC 9110, 8.8.3</a>
 */
public interface Resource {

    /**
     * The part of the state that callers set. What the server counts, and callers can't overwrite, is left out: a message
     * that comes in must not make an administrator's change fail.
     */
    default Object settings() {
        return this;
    }
}
