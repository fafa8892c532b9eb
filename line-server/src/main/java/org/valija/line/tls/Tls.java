package org.valija.line.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.core.NestedExceptionUtils;

/**
 * The server's side of TLS: which certificate is shown and which versions are spoken. May be shared by any number of
 * listeners and threads.
 */
public final class Tls {

    private static final Logger log = LoggerFactory.getLogger(Tls.class);

    /** RFC 8314, 4.1, lets 1.2 be the oldest. */
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * @param protocols TLS versions to offer
     * @param ciphers cipher suites to offer, most wanted first; null for what the JDK offers
     */
    private record Terms(SSLContext context, String[] protocols, String @Nullable [] ciphers) {

        /** An expired certificate is shown all the same, as other servers send by TLS without looking at it: RFC 7435, 3. */
        static Terms of(SslBundle bundle, String name) {
            for (var shown : ServerCertificate.of(bundle)) {
                shown.checkKey();
                shown.outOfDate(Instant.now())
                        .ifPresent(why -> log.error("SSL bundle {}: {}, clients refuse it", name, why));
            }
            var options = bundle.getOptions();
            var protocols = options.getEnabledProtocols();
            return new Terms(
                    bundle.createSslContext(), protocols == null ? PROTOCOLS : protocols, options.getCiphers());
        }
    }

    private volatile Terms terms;

    private Tls(Terms terms) {
        this.terms = terms;
    }

    /**
     * Takes the certificate from a Spring Boot SSL bundle. When the bundle is reloaded, connections that begin from
     * then on see the new certificate; those that are open are left alone.
     *
     * @param bundle its name, or null or empty for a self-signed certificate
     * @param host the name that a self-signed certificate is for
     * @throws org.springframework.boot.ssl.NoSuchSslBundleException if there is no bundle of that name
     * @throws IllegalStateException if what the bundle names is no certificate, or has no key, or that of another
     */
    public static Tls of(SslBundles bundles, @Nullable String bundle, String host) {
        if (bundle == null || bundle.isEmpty()) {
            return selfSigned(host);
        }
        var tls = new Tls(initial(bundles.getBundle(bundle), bundle));
        bundles.addBundleUpdateHandler(bundle, reloaded -> {
            try {
                tls.terms = Terms.of(reloaded, bundle);
                log.info("SSL bundle {} reloaded", bundle);
            } catch (IllegalStateException e) {
                // A certificate whose key is still being written: better the old one than none
                log.error(
                        "SSL bundle {} could not be reloaded, the former one stays in use: {}",
                        bundle,
                        NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            }
        });
        return tls;
    }

    private static Terms initial(SslBundle bundle, String name) {
        try {
            return Terms.of(bundle, name);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(UnusableCertificate.NOT_USABLE + name, e);
        }
    }

    /** A certificate made on the spot, which lasts as long as this process and which no client can verify. */
    public static Tls selfSigned(String host) {
        log.warn(
                "No SSL bundle is configured: using a self-signed certificate for {}, which clients will warn about."
                        + " Configure spring.ssl.bundle to show one of your own.",
                host);
        return new Tls(new Terms(SelfSigned.contextFor(host), PROTOCOLS, null));
    }

    /** Shows the certificate of a context that somebody else made. */
    public static Tls of(SSLContext context) {
        return new Tls(new Terms(context, PROTOCOLS, null));
    }

    /**
     * Puts TLS on a connected socket. The handshake happens with the first read or write, or when asked for.
     *
     * @param consumed what was already read of the client's first octets; may be empty
     * @return closing it closes the socket too
     */
    public SSLSocket over(Socket socket, InputStream consumed) throws IOException {
        var current = terms;
        var ssl = (SSLSocket) current.context().getSocketFactory().createSocket(socket, consumed, true);
        SSLParameters parameters = ssl.getSSLParameters();
        parameters.setProtocols(current.protocols());
        if (current.ciphers() != null) {
            parameters.setCipherSuites(current.ciphers());
        }
        parameters.setUseCipherSuitesOrder(true);
        ssl.setSSLParameters(parameters);
        return ssl;
    }
}
