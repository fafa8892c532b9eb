package org.valija.mailbox.idempotency;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/**
 * The answer that the request of this thread is going to get. It is kept in the transaction that does what was asked for, so
 * that a crash between that commit and the answer loses nothing: who asks again gets it.
 */
public final class PendingAnswer {

    private static final ScopedValue<PendingAnswer> CURRENT = ScopedValue.newInstance();
    /** Of a request without a key. */
    private static final PendingAnswer NONE = new PendingAnswer(null, null, null, () -> null, () -> null, false);

    private final @Nullable IdempotencyKeys keys;
    private final @Nullable IdempotencyKey key;
    private final @Nullable UUID claim;
    private final Supplier<byte @Nullable []> fingerprint;
    private final Supplier<@Nullable Object> handler;
    private final boolean cbor;

    private PendingAnswer(
            @Nullable IdempotencyKeys keys,
            @Nullable IdempotencyKey key,
            @Nullable UUID claim,
            Supplier<byte @Nullable []> fingerprint,
            Supplier<@Nullable Object> handler,
            boolean cbor) {
        this.keys = keys;
        this.key = key;
        this.claim = claim;
        this.fingerprint = fingerprint;
        this.handler = handler;
        this.cbor = cbor;
    }

    /**
     * @param fingerprint of the request, null before it has been read to its end
     * @param handler that answers the request, once it is known
     * @param accept the header of the request
     */
    static PendingAnswer of(
            IdempotencyKeys keys,
            IdempotencyKey key,
            UUID claim,
            Supplier<byte @Nullable []> fingerprint,
            Supplier<@Nullable Object> handler,
            @Nullable String accept) {
        boolean cbor = accept != null && accept.contains(MediaType.APPLICATION_CBOR_VALUE);
        return new PendingAnswer(keys, key, claim, fingerprint, handler, cbor);
    }

    /** That of the request which this thread answers. */
    public static PendingAnswer current() {
        return CURRENT.orElse(NONE);
    }

    /** Whether there is something to be kept: the request bears a key. */
    public boolean isKept() {
        return key != null;
    }

    /** Runs something as part of the request. */
    <X extends Throwable> void during(ScopedValue.CallableOp<?, X> work) throws X {
        ScopedValue.where(CURRENT, this).call(work);
    }

    /**
     * Keeps the answer, if this is what the endpoint answers. To be called in the transaction, on any thread; what the caller
     * gets in the end, its headers included, takes its place afterwards.
     *
     * @param result of the transaction
     */
    public void keep(@Nullable Object result) {
        if (keys == null || key == null || claim == null || result == null) {
            return;
        }
        if (handler.get() instanceof HandlerMethod method
                && method.getReturnType().getParameterType() == result.getClass()) {
            ObjectMapper mapper = cbor ? CBORMapper.shared() : JsonMapper.shared();
            var type = cbor ? MediaType.APPLICATION_CBOR_VALUE : MediaType.APPLICATION_JSON_VALUE;
            var headers = Map.of(HttpHeaders.CONTENT_TYPE, List.of(type));
            var answer = new Answer(status(method), headers, mapper.writeValueAsBytes(result));
            keys.answered(key, claim, fingerprint.get(), answer);
        }
    }

    private static int status(HandlerMethod method) {
        var status = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), ResponseStatus.class);
        return status == null ? 200 : status.code().value();
    }
}
