package org.valija.mailbox.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.HandlerMethod;
import org.valija.mailbox.api.Resource;

/** Says which answers bear an entity tag. */
@Order(4)
final class OperationTags implements OperationCustomizer {

    private static final String ETAG = "ETag";
    private static final String NOT_MODIFIED = "304";

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var method = ContractMethod.of(handler).method();
        if (Resource.class.isAssignableFrom(method.getReturnType())) {
            operation.getResponses().forEach((status, response) -> {
                if (status.startsWith("2")) {
                    response.addHeaderObject(ETAG, tag());
                }
            });
            if (method.getName().equals("get")) {
                operation.addParametersItem(new Parameter()
                        .name("If-None-Match")
                        .in("header")
                        .required(false)
                        .description("the ETag that the caller has; 304 if it is still that")
                        .schema(new StringSchema()));
                operation
                        .getResponses()
                        .addApiResponse(
                                NOT_MODIFIED,
                                new ApiResponse()
                                        .description("the caller has it as it is")
                                        .addHeaderObject(ETAG, tag()));
            }
        }
        return operation;
    }

    private static Header tag() {
        return new Header().description("a strong entity tag: RFC 9110, 8.8.3").schema(new StringSchema());
    }

    /** Whether what a GET answers bears one. */
    static boolean has(@Nullable Operation get) {
        return get != null && get.getResponses().containsKey(NOT_MODIFIED);
    }
}
