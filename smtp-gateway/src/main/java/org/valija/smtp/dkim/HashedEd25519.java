package org.valija.smtp.dkim;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;

/**
 * Ed25519 over a SHA-256 hash, as DKIM has it.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8463.html#section-3">RFC 8463, 3</a>
 */
public final class HashedEd25519 extends Signature {

    private final MessageDigest hash;
    private final Signature ed25519;

    public HashedEd25519() throws NoSuchAlgorithmException {
        super("SHA256withEd25519");
        hash = MessageDigest.getInstance("SHA-256");
        ed25519 = Signature.getInstance("Ed25519");
    }

    @Override
    protected void engineInitVerify(PublicKey publicKey) throws InvalidKeyException {
        ed25519.initVerify(publicKey);
    }

    @Override
    protected void engineInitSign(PrivateKey privateKey) throws InvalidKeyException {
        ed25519.initSign(privateKey);
    }

    @Override
    protected void engineUpdate(byte octet) {
        hash.update(octet);
    }

    @Override
    protected void engineUpdate(byte[] octets, int offset, int length) {
        hash.update(octets, offset, length);
    }

    @Override
    protected byte[] engineSign() throws SignatureException {
        ed25519.update(hash.digest());
        return ed25519.sign();
    }

    @Override
    protected boolean engineVerify(byte[] signature) throws SignatureException {
        ed25519.update(hash.digest());
        return ed25519.verify(signature);
    }

    @Override
    @Deprecated
    protected void engineSetParameter(String name, Object value) {
        throw new UnsupportedOperationException(name);
    }

    @Override
    @Deprecated
    protected Object engineGetParameter(String name) {
        throw new UnsupportedOperationException(name);
    }
}
