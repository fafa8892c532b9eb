package org.valija.mailbox.api.client;

import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.stream.CborSequence;

/**
 * Says {@link MailboxException.Unavailable} where the exchange failed, so that callers know one family of errors only;
 * and gives a sequence without items where the answer is one, which RestClient takes for no answer.
 */
final class UnavailableAdapter extends HttpExchangeAdapterDecorator {

    UnavailableAdapter(HttpExchangeAdapter delegate) {
        super(delegate);
    }

    @Override
    public void exchange(HttpRequestValues request) {
        attempt(() -> {
            super.exchange(request);
            return null;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues request) {
        return attempt(() -> super.exchangeForHeaders(request));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        var body = attempt(() -> super.exchangeForBody(request, type));
        return body == null && type.getType() == CborSequence.class ? emptySequence() : body;
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues request) {
        return attempt(() -> super.exchangeForBodilessEntity(request));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return attempt(() -> super.exchangeForEntity(request, type));
    }

    @SuppressWarnings("unchecked") // the type asked for has been looked at
    private static <T> T emptySequence() {
        return (T) CborSequence.reading(InputStream.nullInputStream());
    }

    private static <T> T attempt(Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (ResourceAccessException e) {
            throw new MailboxException.Unavailable("mailbox-service can't be reached", e);
        } catch (RestClientException e) {
            throw new MailboxException.Unavailable("mailbox-service can't be understood", e);
        }
    }
}
