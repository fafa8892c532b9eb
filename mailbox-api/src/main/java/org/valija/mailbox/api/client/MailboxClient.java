package org.valija.mailbox.api.client;

import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.DefaultHttpRequestRetryStrategy;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.io.MonitoringResponseOutOfOrderStrategy;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
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
 * caller's own content fails. Thread-safe. Calls that may be repeated are, once, when a connection turns out to be dead.
 */
public final class MailboxClient implements AutoCloseable {

    /** Shorter than servers keep idle connections, so that a call seldom meets one that is just being closed. */
    private static final TimeValue KEEP_IDLE = TimeValue.ofSeconds(10);

    private final CloseableHttpClient http;
    private final RestClient rest;
    private final HttpServiceProxyFactory proxies;

    public MailboxClient(MailboxClientProperties properties) {
        http = http(properties);
        rest = RestClient.builder()
                .requestFactory(new HttpComponentsClientHttpRequestFactory(http))
                .baseUrl(properties.url())
                .defaultHeaders(headers -> headers.setBearerAuth(properties.credential()))
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
        proxies = HttpServiceProxyFactory.builderFor(new UnavailableAdapter(RestClientAdapter.create(rest)))
                .customArgumentResolver(MailboxClient::authorize)
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

    private static CloseableHttpClient http(MailboxClientProperties properties) {
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                // A refusal that comes while content is still being sent is heard, instead of a broken connection
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .responseOutOfOrderStrategy(MonitoringResponseOutOfOrderStrategy.INSTANCE)
                        .build())
                .setMaxConnTotal(properties.connections())
                .setMaxConnPerRoute(properties.connections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(properties.connectTimeout()))
                        .setSocketTimeout(timeout(properties.responseTimeout()))
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .build())
                .setDefaultSocketConfig(
                        SocketConfig.custom().setTcpNoDelay(true).build())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(properties.responseTimeout()))
                        .setResponseTimeout(timeout(properties.responseTimeout()))
                        .build())
                .setRetryStrategy(onceAfterDeadConnection())
                .evictIdleConnections(KEEP_IDLE)
                .disableCookieManagement()
                .disableContentCompression()
                .disableRedirectHandling()
                .build();
    }

    /** A refusal is an answer: whoever asked decides whether to wait and ask again. */
    private static HttpRequestRetryStrategy onceAfterDeadConnection() {
        return new DefaultHttpRequestRetryStrategy(1, TimeValue.ZERO_MILLISECONDS) {
            @Override
            public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
                return false;
            }
        };
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    /** A user's token takes the place of the service credential. */
    private static boolean authorize(
            @Nullable Object argument, MethodParameter parameter, HttpRequestValues.Builder request) {
        if (argument instanceof UserToken token) {
            request.configureHeaders(headers -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + token.value()));
        }
        return parameter.getParameterType() == UserToken.class;
    }

    private static MailboxException refusal(ClientHttpResponse response) throws IOException {
        int status = response.getStatusCode().value();
        var body = response.getBody().readAllBytes();
        try {
            return ProblemType.toException(JsonMapper.shared().readValue(body, Problem.class));
        } catch (JacksonException _) {
            // Whatever stands between us and mailbox-service, and answers in its place
            return new MailboxException.Unavailable("mailbox-service answered " + status);
        }
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
