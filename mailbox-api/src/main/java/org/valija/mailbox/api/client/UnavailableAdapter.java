package org.valija.mailbox.api.client;

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

/** Says {@link MailboxException.Unavailable} where the exchange failed, so that callers know one family of errors only. */
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
        return attempt(() -> super.exchangeForBody(request, type));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues request) {
        return attempt(() -> super.exchangeForBodilessEntity(request));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return attempt(() -> super.exchangeForEntity(request, type));
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
