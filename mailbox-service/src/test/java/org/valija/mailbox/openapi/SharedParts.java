package org.valija.mailbox.openapi;

import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.valija.mailbox.api.Problem;
import org.valija.mailbox.api.ProblemType;
import org.valija.mailbox.api.event.CloudEvent;

/**
 * Adds what many operations share: problems, examples, headers, and who may call. Leaves everything in one order, so that two
 * descriptions of one contract are the same text.
 */
final class SharedParts implements OpenApiCustomizer {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String IF_MATCH = "If-Match";

    private final Access access;

    SharedParts(Access access) {
        this.access = access;
    }

    @Override
    public void customise(OpenAPI api) {
        var components = api.getComponents();
        var converters = ModelConverters.getInstance(true);
        converters.read(Problem.class).forEach(components::addSchemas);
        converters.read(CloudEvent.class).forEach(components::addSchemas);
        addHeaders(components);
        Access.addSchemes(components);
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> complete(path, item, method, operation)));
        addExamples(components, referenced(api));
        api.setTags(null);
        sort(api);
    }

    /** The names of the examples that operations point at. */
    private static Set<String> referenced(OpenAPI api) {
        return api.getPaths().values().stream()
                .flatMap(item -> item.readOperations().stream())
                .flatMap(operation -> Stream.concat(
                        Stream.ofNullable(operation.getRequestBody()).map(RequestBody::getContent),
                        operation.getResponses().values().stream().map(ApiResponse::getContent)))
                .filter(Objects::nonNull)
                .flatMap(content -> content.values().stream())
                .filter(media -> media.getExamples() != null)
                .flatMap(media -> media.getExamples().keySet().stream())
                .collect(Collectors.toSet());
    }

    private static void addExamples(Components components, Set<String> referenced) {
        new Examples().all().forEach((name, value) -> {
            if (referenced.contains(name)) {
                components.addExamples(name, new Example().value(value));
            }
        });
        for (var type : ProblemType.values()) {
            components.addExamples("problem-" + type.word(), new Example().value(Examples.plain(example(type))));
            components.addResponses(type.word(), OperationErrors.response(Map.of(type, OperationErrors.usually(type))));
        }
    }

    private static Problem example(ProblemType type) {
        var problem = type.problem(type.title().toLowerCase(Locale.ROOT));
        return type == ProblemType.INVALID
                ? new Problem(
                        problem.type(), problem.title(), problem.status(), "not an address: it lacks an @", "address")
                : problem;
    }

    private static void addHeaders(Components components) {
        components.addParameters(
                IDEMPOTENCY_KEY,
                header(IDEMPOTENCY_KEY)
                        .description("makes the request safe to repeat: within 24 hours the same caller gets the same"
                                + " answer for the same key, and nothing is done twice. A UUID, or anything else"
                                + " of 1 to 255 characters")
                        .example("8e03978e-40d5-43dd-bc93-6894a57f9324"));
        components.addParameters(
                IF_MATCH,
                header(IF_MATCH)
                        .description(
                                "the ETag of the state that the caller has seen; 412 if it is no longer that (RFC 9110,"
                                        + " 13.1.1)"));
    }

    private static Parameter header(String name) {
        return new Parameter().name(name).in("header").required(false).schema(new StringSchema());
    }

    private void complete(String path, PathItem item, PathItem.HttpMethod method, Operation operation) {
        access.describe(method, path, operation);
        if (method == PathItem.HttpMethod.POST) {
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + IDEMPOTENCY_KEY));
        }
        boolean changes =
                Stream.of(item.getPatch(), item.getPut(), item.getDelete()).anyMatch(change -> change == operation);
        if (changes && OperationTags.has(item.getGet())) {
            operation.addParametersItem(new Parameter().$ref("#/components/parameters/" + IF_MATCH));
        }
        var responses = new TreeMap<>(operation.getResponses());
        operation.getResponses().clear();
        operation.getResponses().putAll(responses);
    }

    private static void sort(OpenAPI api) {
        var paths = new Paths();
        new TreeMap<>(api.getPaths()).forEach(paths::addPathItem);
        api.setPaths(paths);
        api.getComponents().setSchemas(new TreeMap<>(api.getComponents().getSchemas()));
        api.getComponents().setExamples(new TreeMap<>(api.getComponents().getExamples()));
        api.setSecurity(List.of());
    }
}
