package org.valija.mailbox.api.stream;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.converter.HttpMessageConverter;

/** Lets Spring send and receive a {@link CborSequence} as a body, on either side. */
public final class CborSequenceConverter implements HttpMessageConverter<CborSequence> {

    private static final MediaType TYPE = MediaType.parseMediaType(CborSequence.MEDIA_TYPE);

    @Override
    public boolean canRead(Class<?> type, @Nullable MediaType mediaType) {
        return type == CborSequence.class && (mediaType == null || TYPE.includes(mediaType));
    }

    @Override
    public boolean canWrite(Class<?> type, @Nullable MediaType mediaType) {
        return type == CborSequence.class && (mediaType == null || TYPE.isCompatibleWith(mediaType));
    }

    @Override
    public List<MediaType> getSupportedMediaTypes() {
        return List.of(TYPE);
    }

    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return type == CborSequence.class ? List.of(TYPE) : List.of();
    }

    @Override
    public CborSequence read(Class<? extends CborSequence> type, HttpInputMessage input) throws IOException {
        return CborSequence.reading(input.getBody());
    }

    @Override
    public void write(CborSequence sequence, @Nullable MediaType mediaType, HttpOutputMessage output)
            throws IOException {
        output.getHeaders().setContentType(TYPE);
        if (output instanceof StreamingHttpOutputMessage streaming) {
            streaming.setBody(sequence::writeTo);
        } else {
            sequence.writeTo(output.getBody());
        }
    }
}
