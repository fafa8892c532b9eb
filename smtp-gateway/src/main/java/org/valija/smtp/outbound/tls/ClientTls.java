package org.valija.smtp.outbound.tls;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The client's side of TLS. Thread-safe.
 *
 * @param verifying trusts those who are to be trusted
 * @param accepting takes any certificate: where mail would else go in the clear, encryption to nobody knows whom is still
 *     better (RFC 7435, 3)
 */
public record ClientTls(SSLContext verifying, SSLContext accepting) {

    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** @param verifying see {@link ClientTls} */
    public static ClientTls trusting(SSLContext verifying) {
        try {
            var accepting = SSLContext.getInstance("TLS");
            accepting.init(null, new TrustManager[] {new Anybody()}, null);
            return new ClientTls(verifying, accepting);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts TLS on a connection; closing it closes the socket too. The handshake is to be started by the caller. */
    public SSLSocket over(Socket socket, String host, TlsDemand demand) throws IOException {
        var context = demand.isVerified() ? verifying : accepting;
        var secured = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        var parameters = secured.getSSLParameters();
        parameters.setProtocols(PROTOCOLS);
        if (host.matches("(?=.*[A-Za-z])[A-Za-z0-9.-]+[A-Za-z0-9]")) {
            parameters.setServerNames(List.of(new SNIHostName(host)));
        }
        if (demand.isVerified()) {
            // The rules for names are those of any protocol: RFC 6125, 6
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        return secured;
    }

    /** Trusts whoever it is. */
    private static final class Anybody extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
