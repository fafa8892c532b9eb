package org.valija.testkit;

/** Where in the dialogue a {@link FakeMx} can misbehave. */
public enum FakeStep {
    /** Instead of the greeting. */
    GREETING,
    EHLO,
    HELO,
    STARTTLS,
    AUTH,
    MAIL,
    RCPT,
    DATA,
    /** After 354, before anything of the message is read; for BDAT before its first octet. */
    CONTENT,
    /** Once the message is here, instead of the answer to it. */
    MESSAGE,
    RSET,
    QUIT,
    /** A command that is none of these. */
    OTHER
}
