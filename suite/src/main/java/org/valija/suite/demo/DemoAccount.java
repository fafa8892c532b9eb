package org.valija.suite.demo;

/** Somebody with mail at the demo domain. */
public record DemoAccount(String address, String password) {

    /** The password never shows in a log. */
    @Override
    public String toString() {
        return address;
    }
}
