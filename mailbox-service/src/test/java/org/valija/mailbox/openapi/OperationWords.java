package org.valija.mailbox.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.method.HandlerMethod;
import org.valija.mailbox.api.event.CloudEvent;
import org.valija.mailbox.api.stream.CborSequence;

/** Names an operation, and says in words of Javadoc what it does. */
@Order(1)
final class OperationWords implements OperationCustomizer {

    private static final String MESSAGE = "message/rfc822";
    private static final String EVENTS = org.springframework.http.MediaType.TEXT_EVENT_STREAM_VALUE;
    private static final Set<String> STREAMS = Set.of(CborSequence.MEDIA_TYPE, MESSAGE);

    private final ContractJavadoc javadoc;

    OperationWords(ContractJavadoc javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var contract = ContractMethod.of(handler);
        operation.setOperationId(contract.group() + "." + contract.method().getName());
        operation.setTags(List.of(contract.group()));
        // The overload that says most says what they have in common; the other ones say how they differ
        var words = contract.overloads().stream()
                .map(this::words)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        var summary = javadoc.getFirstSentence(words.getFirst());
        operation.setSummary(withoutStop(summary));
        var rest = String.join("\n\n", words).substring(summary == null ? 0 : summary.length());
        operation.setDescription(rest.isBlank() ? null : rest.strip());
        if (operation.getParameters() != null && contract.overloads().size() > 1) {
            operation.getParameters().stream()
                    .filter(parameter ->
                            "query".equals(parameter.getIn()) && !contract.isEverywhere(parameter.getName()))
                    .forEach(parameter -> parameter.setRequired(false));
        }
        streams(operation, contract.method());
        return operation;
    }

    private String words(Method method) {
        var text = javadoc.getMethodJavadocDescription(method);
        return text == null ? "" : text;
    }

    private static @Nullable String withoutStop(@Nullable String sentence) {
        return sentence == null || sentence.isEmpty()
                ? null
                : sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
    }

    private static void streams(Operation operation, Method method) {
        if (method.getReturnType() == ResponseEntity.class) {
            answers(operation, "octets", MESSAGE, octets());
        }
        if (method.isAnnotationPresent(GetMapping.class)
                && List.of(method.getAnnotation(GetMapping.class).produces()).contains(EVENTS)) {
            answers(
                    operation,
                    "Server-Sent Events, the data of each a CloudEvent",
                    EVENTS,
                    new MediaType().schema(new Schema<>().$ref(CloudEvent.class.getSimpleName())));
        }
        if (operation.getRequestBody() != null && operation.getRequestBody().getContent() != null) {
            operation.getRequestBody().getContent().forEach((type, content) -> {
                if (STREAMS.contains(type)) {
                    content.setSchema(octets().getSchema());
                }
            });
        }
    }

    private static void answers(Operation operation, String description, String type, MediaType content) {
        operation
                .getResponses()
                .addApiResponse(
                        "200",
                        new ApiResponse().description(description).content(new Content().addMediaType(type, content)));
    }

    private static MediaType octets() {
        return new MediaType().schema(new StringSchema().format("binary"));
    }
}
