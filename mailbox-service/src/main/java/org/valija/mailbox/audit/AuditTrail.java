package org.valija.mailbox.audit;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.RefusalObserver;
import org.valija.mailbox.transaction.BeforeCommit;

/**
 * Looks on while a request changes something: takes note of its body, writes the record in the transaction of the change, and
 * afterwards for what was refused or needed no transaction.
 */
@ControllerAdvice
class AuditTrail extends RequestBodyAdviceAdapter
        implements BeforeCommit, RefusalObserver, HandlerInterceptor, WebMvcConfigurer {

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);

    private final AuditRecords records;

    AuditTrail(AuditRecords records) {
        this.records = records;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean supports(MethodParameter parameter, Type type, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public Object afterBodyRead(
            Object body,
            HttpInputMessage message,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        AuditedRequest.current().ifPresent(request -> request.body(body));
        return body;
    }

    @Override
    public void committing(@Nullable Object result) {
        AuditedRequest.current().ifPresent(request -> {
            records.add(request, result, null);
            request.setRecorded();
        });
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception failure) {
        if (failure == null && response.getStatus() < 300) {
            AuditedRequest.current()
                    .filter(audited -> !audited.isRecorded())
                    .ifPresent(audited -> records.add(audited, null, null));
        }
    }

    @Override
    public void refused(Caller caller, HttpServletRequest request, int status) {
        AuditedRequest.of(request, caller).ifPresent(audited -> {
            try {
                records.add(audited, null, status);
            } catch (DataAccessException | TransactionException e) {
                // Nothing was changed, and the caller gets the refusal all the same
                LOG.warn("A refusal could not be recorded: {}", e.toString());
            }
        });
    }
}
