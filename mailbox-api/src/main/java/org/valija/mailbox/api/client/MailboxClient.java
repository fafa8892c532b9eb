package org.valija.mailbox.api.client;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.converter.ResourceHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.http.converter.cbor.JacksonCborHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.stream.CborSequenceConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Calls mailbox-service over pooled connections. Every interface of the contract that it hands out throws
 * {@link MailboxException} and nothing else, but for {@link org.valija.mailbox.api.stream.SourceException} where the
 * caller's own content fails. Thread-safe. Calls that may be repeated are, once, when a connection turns out to be dead:
 * {@link Repeats}.
 */
public final class MailboxClient implements AutoCloseable {

    /** Shorter than servers keep idle connections, so that a call seldom meets one that is just being closed. */
    private static final TimeValue KEEP_IDLE = TimeValue.ofSeconds(10);

    /** A connection that rested longer is looked at before it is used, which takes a millisecond. */
    private static final TimeValue LOOK_AFTER = TimeValue.ofMilliseconds(200);

    /** Records as CBOR; else what there is, such as content and problems. */
    private static final String ACCEPT = "application/cbor, */*;q=0.5";

    private final CloseableHttpClient http;
    private final RestClient rest;
    private final HttpServiceProxyFactory proxies;

    public MailboxClient(MailboxClientProperties properties) {
        var connections = connections(properties);
        http = http(properties, connections);
        rest = RestClient.builder()
                .requestFactory(new HttpComponentsClientHttpRequestFactory(http))
                .baseUrl(properties.url())
                .defaultHeaders(headers -> {
                    headers.setBearerAuth(properties.credential());
                    headers.set(HttpHeaders.ACCEPT, ACCEPT);
                })
                .configureMessageConverters(converters -> converters
                        .addCustomConverter(new CborSequenceConverter())
                        .addCustomConverter(new ResourceHttpMessageConverter(true))
                        .addCustomConverter(new StringHttpMessageConverter())
                        .addCustomConverter(new JacksonCborHttpMessageConverter())
                        .addCustomConverter(new JacksonJsonHttpMessageConverter()))
                .requestInitializer(request -> request.getHeaders().set(TraceParent.HEADER, TraceParent.header()))
                .defaultStatusHandler(HttpStatusCode::isError, (_, response) -> {
                    throw refusal(response);
                })
                .build();
        proxies = HttpServiceProxyFactory.builderFor(new UnavailableAdapter(
                        RestClientAdapter.create(rest), () -> connections.closeIdle(TimeValue.ZERO_MILLISECONDS)))
                .customArgumentResolver(MailboxClient::prepare)
                .build();
    }

    /** An interface of the contract, such as {@link org.valija.mailbox.api.message.MessagesApi}. */
    public <T> T api(Class<T> contract) {
        return proxies.createClient(contract);
    }

    /** For what is no interface of the contract: the event feed. */
    RestClient rest() {
        return rest;
    }

    private static PoolingHttpClientConnectionManager connections(MailboxClientProperties properties) {
        return PoolingHttpClientConnectionManagerBuilder.create()
                // A refusal that comes while content is still being sent is heard, instead of a broken connection
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                        .build())
                .setMaxConnTotal(properties.connections())
                .setMaxConnPerRoute(properties.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(properties.connectTimeout()))
                        .setSocketTimeout(timeout(properties.responseTimeout()))
                        .setValidateAfterInactivity(LOOK_AFTER)
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .build();
    }

    private static CloseableHttpClient http(
            MailboxClientProperties properties, PoolingHttpClientConnectionManager connections) {
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(properties.responseTimeout()))
                        .setResponseTimeout(timeout(properties.responseTimeout()))
                        .build())
                .setConnectionReuseStrategy(MailboxClient::isReusable)
                .disableAutomaticRetries()
                .evictIdleConnections(KEEP_IDLE)
                .disableCookieManagement()
                .disableContentCompression()
                .disableRedirectHandling()
                .build();
    }

    /**
     * A call that is refused while its content is still being sent leaves off in the middle of a chunk: the server would
     * take the next call for the rest of it. Whether all was sent is not told, so that every such refusal ends its connection.
     */
    private static boolean isReusable(HttpRequest request, HttpResponse response, HttpContext context) {
        boolean leftOff = response.getCode() >= HttpStatus.BAD_REQUEST.value()
                && request instanceof ClassicHttpRequest sent
                && sent.getEntity() != null
                && sent.getEntity().getContentLength() < 0;
        return !leftOff && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(request, response, context);
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** A user's token takes the place of the service credential. */
    private static boolean prepare(
            @Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
        Repeats.note(parameter, request);
        if (argument instanceof UserToken token) {
            request.configureHeaders(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value()));
        }
        return parameter.getParameterType() == UserToken.class;
    }

    private static RuntimeException refusal(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        var body = response.getBody().readAllBytes();
        try {
            return ProblemType.toException(JsonMapper.shared().readValue(body, Problem.class));
        } catch (JacksonException _) {
            // Whatever stands between us and mailbox-service, and answers in its place
            if (status == HttpStatus.SERVICE_UNAVAILABLE.value()) {
                return new NotServed();
            }
            return new MailboxException.Unavailable("mailbox-service answered " + status);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
