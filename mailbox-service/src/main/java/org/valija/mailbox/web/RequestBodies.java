package org.valija.mailbox.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.InputStreamSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.valija.mailbox.api.MailboxException;

/** Limits and checks every body that is read into memory as a record; content, which is streamed, passes by. */
@ControllerAdvice
public final class RequestBodies extends RequestBodyAdviceAdapter {

    /** Room for a set of a million UIDs without two in a row. */
    private static final int LARGEST = 8 * 1024 * 1024;

    /**
     * Reads a body whole.
     *
     * @throws MailboxException.TooLarge if it is larger than any record may be
     */
    public static byte[] read(InputStream body) throws IOException {
        return new Limited(body).readAllBytes();
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return !InputStreamSource.class.isAssignableFrom(parameter.getParameterType());
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var body = new Limited(message.getBody());
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return body;
            }

            @Override
            public HttpHeaders getHeaders() {
                return message.getHeaders();
            }
        };
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        RequiredFields.check(body);
        return body;
    }

    private static final class Limited extends FilterInputStream {

        private long left = LARGEST;

        Limited(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            take(octet < 0 ? 0 : 1);
            return octet;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n = super.read(buffer, offset, length);
            take(n);
            return n;
        }

        private void take(int octets) {
            left -= octets;
            if (left < 0) {
                throw new MailboxException.TooLarge("the body is over " + LARGEST + " octets");
            }
        }
    }
}
