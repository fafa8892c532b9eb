package org.valija.mailbox.api.dkim;

/**
 * A key to sign with.
 *
 * @param domain {@code d=}
 * @param selector {@code s=}
 * @param privateKey PKCS #8
 */
@SuppressWarnings("ArrayRecordComponent") // never compared with equals
public record SigningKey(String domain, String selector, DkimAlgorithm algorithm, byte[] privateKey) {

    /** No secret shows in a log. */
    @Override
    public String toString() {
        return "SigningKey[" + selector + "._domainkey." + domain + ", " + algorithm.word() + "]";
    }
}
