package org.valija.smtp.state;

/** The client has been greeted, or has just begun TLS, and has not said who it is. */
public record Connected() implements State {}
