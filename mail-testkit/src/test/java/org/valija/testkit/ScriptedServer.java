package org.valija.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/** A server that does what a test tells it, on a free port, with a thread for every connection. */
final class ScriptedServer implements AutoCloseable {

    /** What happens on one connection; the connection is closed at its end. */
    interface Script {
        void play(Line line) throws IOException;
    }

    /** The server's end of one connection. */
    record Line(Socket socket) {

        /** The same connection after the server's half of a TLS handshake. */
        Line startTls() throws IOException {
            var secured = (SSLSocket) ServerCertificate.forHost("server.example.org")
                    .server()
                    .getSocketFactory()
                    .createSocket(socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
            secured.setUseClientMode(false);
            secured.startHandshake();
            return new Line(secured);
        }

        void send(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** Up to and without LF; octets become characters of the same number. */
        String read() throws IOException {
            var line = new StringBuilder();
            for (int octet = socket.getInputStream().read();
                    octet != '\n';
                    octet = socket.getInputStream().read()) {
                if (octet < 0) {
                    return line + "<end>";
                }
                line.append((char) octet);
            }
            return line.toString();
        }
    }

    private final ServerSocket listener;

    ScriptedServer(Script script) throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(script));
    }

    int port() {
        return listener.getLocalPort();
    }

    Transcript transcript() {
        return Transcript.on(port());
    }

    private void accept(Script script) {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                Thread.ofVirtual().start(() -> serve(client, script));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client, Script script) {
        try (client) {
            script.play(new Line(client));
        } catch (IOException vanished) {
            // The client's own test tells what went wrong
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
