package org.valija.mailbox.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;

/** Points at the examples of what an operation reads and answers, and says that all of it travels as CBOR too. */
@Order(3)
final class OperationExamples implements OperationCustomizer {

    private static final String JSON = "application/json";
    private static final String CBOR = "application/cbor";

    private final Examples examples;

    OperationExamples(Examples examples) {
        this.examples = examples;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var method = ContractMethod.of(handler).method();
        if (operation.getRequestBody() != null) {
            Arrays.stream(method.getParameters())
                    .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                    .forEach(parameter ->
                            complete(operation.getRequestBody().getContent(), parameter.getParameterizedType()));
        }
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("2")) {
                complete(response.getContent(), method.getGenericReturnType());
            }
        });
        return operation;
    }

    private void complete(@Nullable Content content, Type type) {
        if (content == null || !content.containsKey(JSON)) {
            return;
        }
        var json = content.get(JSON);
        if (examples.of(type) != null) {
            var name = Examples.nameOf(type);
            json.setExamples(Map.of(name, new Example().$ref("#/components/examples/" + name)));
        }
        content.addMediaType(CBOR, new io.swagger.v3.oas.models.media.MediaType().schema(json.getSchema()));
    }
}
