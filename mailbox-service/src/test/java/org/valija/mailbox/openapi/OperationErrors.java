package org.valija.mailbox.openapi;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.core.annotation.Order;
import org.springframework.web.method.HandlerMethod;
import org.valija.mailbox.api.ProblemType;

/**
 * Adds the problems that an operation may answer with: those that its Javadoc says it throws, in those words, and those that
 * anything of its kind may meet.
 */
@Order(2)
final class OperationErrors implements OperationCustomizer {

    private final ContractJavadoc javadoc;

    OperationErrors(ContractJavadoc javadoc) {
        this.javadoc = javadoc;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var contract = ContractMethod.of(handler);
        var reasons = new EnumMap<ProblemType, String>(ProblemType.class);
        expected(operation, contract).forEach(type -> reasons.put(type, usually(type)));
        for (var overload : contract.overloads()) {
            javadoc.getMethodJavadocThrows(overload)
                    .forEach((exception, when) -> reasons.put(typeOf(exception), when.replaceFirst("^if ", "")));
        }
        var byStatus = new TreeMap<Integer, Map<ProblemType, String>>();
        reasons.forEach((type, when) -> byStatus.computeIfAbsent(type.status(), _ -> new EnumMap<>(ProblemType.class))
                .put(type, when));
        byStatus.forEach(
                (status, types) -> operation.getResponses().addApiResponse(Integer.toString(status), shared(types)));
        return operation;
    }

    /** What an operation meets because of its parameters, its body and its method. */
    private static List<ProblemType> expected(Operation operation, ContractMethod contract) {
        var types = new ArrayList<>(List.of(
                ProblemType.INVALID,
                ProblemType.NOT_AUTHENTICATED,
                ProblemType.NOT_PERMITTED,
                ProblemType.RATE_LIMITED,
                ProblemType.INTERNAL,
                ProblemType.UNAVAILABLE));
        var parameters = operation.getParameters();
        if (parameters != null && parameters.stream().anyMatch(parameter -> "path".equals(parameter.getIn()))) {
            types.add(ProblemType.NOT_FOUND);
        }
        if (operation.getRequestBody() != null) {
            types.add(ProblemType.TOO_LARGE);
        }
        if (contract.isPost()) {
            types.add(ProblemType.IDEMPOTENCY_KEY_IN_FLIGHT);
            types.add(ProblemType.IDEMPOTENCY_KEY_REUSED);
        }
        if (contract.isConditional()) {
            types.add(ProblemType.PRECONDITION_FAILED);
        }
        return types;
    }

    /** When a problem is met, unless an operation says more. */
    static String usually(ProblemType type) {
        return switch (type) {
            case NOT_FOUND -> "what the path names does not exist";
            case GONE -> "it is not kept any more";
            case ALREADY_EXISTS -> "the name is taken";
            case IN_USE -> "somebody else holds it";
            case OVER_QUOTA -> "the account has no room for that";
            case LOOP -> "the message went in a circle";
            case TOO_SOON -> "it was done a moment ago";
            case TOO_LARGE -> "the body is larger than is ever accepted";
            case NOT_PERMITTED -> "the caller may not do this";
            case NOT_AUTHENTICATED -> "no token or key, or none of ours, or it has expired";
            case INVALID -> "a field, parameter or header is wrong, and `field` names it";
            case PRECONDITION_FAILED -> "If-Match names another state";
            case IDEMPOTENCY_KEY_REUSED -> "the Idempotency-Key came with another request before";
            case IDEMPOTENCY_KEY_IN_FLIGHT -> "a request with this Idempotency-Key is being answered";
            case RATE_LIMITED -> "too many requests of this caller";
            case UNAVAILABLE -> "the service or its database is away or too busy";
            case INTERNAL -> "something unexpected went wrong";
        };
    }

    /** A reference where an operation says no more than others do. */
    private static ApiResponse shared(Map<ProblemType, String> types) {
        if (types.size() == 1) {
            var only = types.entrySet().iterator().next();
            if (only.getValue().equals(usually(only.getKey()))) {
                return new ApiResponse()
                        .$ref("#/components/responses/" + only.getKey().word());
            }
        }
        return response(types);
    }

    static ApiResponse response(Map<ProblemType, String> types) {
        var media = new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        types.keySet()
                .forEach(type -> media.addExamples(
                        type.word(), new Example().$ref("#/components/examples/problem-" + type.word())));
        return new ApiResponse()
                .description(String.join("; or ", types.values()))
                .content(new Content().addMediaType("application/problem+json", media));
    }

    /** {@code org.valija.mailbox.api.MailboxException.NotFound} is {@code NOT_FOUND}. */
    private static ProblemType typeOf(String exception) {
        var name = exception.substring(exception.lastIndexOf('.') + 1);
        return ProblemType.valueOf(name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT));
    }
}
