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
 * Tries an exchange again where that is harmless ({@link Repeats}), and says {@link MailboxException.Unavailable} where it
 * failed for good, so that callers know one family of errors only; and gives a sequence without items where the answer is
 * one, which RestClient takes for no answer.
 */
final class UnavailableAdapter extends HttpExchangeAdapterDecorator {

    private final Runnable forgetIdle;
    private final Outage outage = new Outage(System::nanoTime);

    /**
     * @param forgetIdle closes the connections that nobody uses: where one is dead, those to the same replica are too, and
     *     a second attempt is to have a new one
     */
    UnavailableAdapter(HttpExchangeAdapter delegate, Runnable forgetIdle) {
        super(delegate);
        this.forgetIdle = forgetIdle;
    }

    @Override
    public void exchange(HttpRequestValues request) {
        attempt(request, () -> {
            super.exchange(request);
            return null;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues request) {
        return attempt(request, () -> super.exchangeForHeaders(request));
    }

    @Override
    public <T> @Nullable T exchangeForBody(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        var body = attempt(request, () -> super.exchangeForBody(request, type));
        return body == null && type.getType() == CborSequence.class ? emptySequence() : body;
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues request) {
        return attempt(request, () -> super.exchangeForBodilessEntity(request));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues request, ParameterizedTypeReference<T> type) {
        return attempt(request, () -> super.exchangeForEntity(request, type));
    }

    @SuppressWarnings("unchecked") // the type asked for has been looked at
    private static <T> T emptySequence() {
        return (T) CborSequence.reading(InputStream.nullInputStream());
    }

    private <T> T attempt(HttpRequestValues request, Supplier<T> exchange) {
        try {
            T answer = repeating(request, exchange);
            outage.over();
            return answer;
        } catch (NotServed e) {
            throw outage.met(new MailboxException.Unavailable("mailbox-service answered 503", e));
        } catch (ResourceAccessException e) {
            throw outage.met(new MailboxException.Unavailable("mailbox-service can't be reached", e));
        } catch (RestClientException e) {
            throw outage.met(new MailboxException.Unavailable("mailbox-service can't be understood", e));
        } catch (MailboxException.Unavailable e) {
            throw outage.met(e);
        }
    }

    private <T> T repeating(HttpRequestValues request, Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (RestClientException e) {
            if (!Repeats.allow(request, e)) {
                throw e;
            }
            forgetIdle.run();
            return exchange.get();
        }
    }
}
