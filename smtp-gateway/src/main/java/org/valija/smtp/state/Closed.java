package org.valija.smtp.state;

/** The last reply has been sent. */
public record Closed() implements State {}
