package org.valija.smtp.outbound.dialogue;

/** Why a recipient has the message, or has not: what the server said, or why it could not be asked. */
public sealed interface Answer permits ServerReply, LocalFailure, LocalSuccess {

    /** Class.subject.detail: RFC 3463. */
    String status();

    /** For people, on one line, and free of controls. */
    String text();

    /** Whether the message has been taken over: 2.x.x. */
    default boolean isSuccess() {
        return status().startsWith("2");
    }

    /** Whether the same may succeed later: 4.x.x. */
    default boolean isTransient() {
        return status().startsWith("4");
    }
}
