package org.valija.mailbox.account;

/** An account that is to be made, its password hashed. */
record WantedAccount(Address address, ScramVerifier verifier, Quota quota) {}
