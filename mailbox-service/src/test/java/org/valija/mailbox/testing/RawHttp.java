package org.valija.mailbox.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.Problem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls a service without the client of the contract, as curl does: for what that client would never send, and for what is
 * seen on the wire.
 *
 * @param bearer for the Authorization header; none if null
 */
public record RawHttp(URI url, @Nullable String bearer) {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** What came back. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        /** The first header of a name, or nothing. */
        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        public Problem problem() {
            return JsonMapper.shared().readValue(body(), Problem.class);
        }
    }

    public Answer get(String path) {
        return send(request(path).GET().build());
    }

    /** Sends JSON. */
    public Answer post(String path, String json) {
        return call("POST", path, "application/json", json);
    }

    /** Sends any method and body; no body if null. */
    public Answer call(String method, String path, String contentType, @Nullable String body) {
        var request =
                request(path).method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return send(
                body == null
                        ? request.build()
                        : request.setHeader("Content-Type", contentType).build());
    }

    /** A request to be completed by the caller. */
    public HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(30));
        return bearer == null ? request : request.setHeader("Authorization", "Bearer " + bearer);
    }

    public Answer send(HttpRequest request) {
        return new Answer(send(request, BodyHandlers.ofString()));
    }

    /** For an answer that is no text. */
    public byte[] sendForBytes(HttpRequest request) {
        return send(request, BodyHandlers.ofByteArray()).body();
    }

    private static <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> body) {
        try {
            return HTTP.send(request, body);
        } catch (IOException e) {
            throw new AssertionError(request + " failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
