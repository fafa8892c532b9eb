package org.valija.suite.e2e;

/**
 * An account, and how to log in to it.
 *
 * @param address also the user name
 */
record User(String address, String password) {}
