package org.valija.mailbox.web;

import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.valija.mailbox.api.Resource;

/** Gives every answer that is a resource its entity tag, and answers who has it already with 304. */
@ControllerAdvice
final class EntityTags implements ResponseBodyAdvice<Resource> {

    @Override
    public boolean supports(MethodParameter returns, Class<? extends HttpMessageConverter<?>> converter) {
        return Resource.class.isAssignableFrom(returns.getParameterType());
    }

    @Override
    public @Nullable Resource beforeBodyWrite(
            @Nullable Resource resource,
            MethodParameter returns,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (resource == null) {
            return null;
        }
        var tag = EntityTag.of(resource);
        response.getHeaders().setETag(tag.header(type));
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT);
        var known = request.getHeaders().getFirst(HttpHeaders.IF_NONE_MATCH);
        if (request.getMethod() == HttpMethod.GET && known != null && tag.isKnownTo(known, type)) {
            response.setStatusCode(HttpStatus.NOT_MODIFIED);
            return null;
        }
        return resource;
    }
}
