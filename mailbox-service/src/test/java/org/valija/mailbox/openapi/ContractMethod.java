package org.valija.mailbox.openapi;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.service.annotation.HttpExchange;
import org.valija.mailbox.api.Resource;

/**
 * The method of the contract that a controller implements.
 *
 * @param contract the interface of the contract, or the controller where there is none, as for the event feed
 * @param overloads all methods of that interface on the same path with the same HTTP method: they differ in what they
 *     read; the method itself is among them
 */
record ContractMethod(Class<?> contract, Method method, List<Method> overloads) {

    static ContractMethod of(HandlerMethod handler) {
        var implementation = handler.getMethod();
        for (var contract : handler.getBeanType().getInterfaces()) {
            if (contract.isAnnotationPresent(HttpExchange.class)) {
                for (var method : contract.getMethods()) {
                    if (isImplementedBy(method, implementation)) {
                        return new ContractMethod(contract, method, overloads(contract, method));
                    }
                }
            }
        }
        return new ContractMethod(handler.getBeanType(), implementation, List.of(implementation));
    }

    private static boolean isImplementedBy(Method method, Method implementation) {
        return method.getName().equals(implementation.getName())
                && Arrays.equals(method.getParameterTypes(), implementation.getParameterTypes());
    }

    private static List<Method> overloads(Class<?> contract, Method method) {
        return Arrays.stream(contract.getMethods())
                .filter(other -> httpMethod(other).equals(httpMethod(method))
                        && path(other).equals(path(method)))
                .toList();
    }

    boolean isPost() {
        return httpMethod(method).equals("POST");
    }

    /** Whether it changes or deletes what a GET on the same path answers with an entity tag. */
    boolean isConditional() {
        return Set.of("PUT", "PATCH", "DELETE").contains(httpMethod(method))
                && Arrays.stream(contract.getMethods())
                        .anyMatch(other -> httpMethod(other).equals("GET")
                                && path(other).equals(path(method))
                                && Resource.class.isAssignableFrom(other.getReturnType()));
    }

    private static String httpMethod(Method method) {
        var exchange = AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class);
        return exchange == null ? "GET" : exchange.method();
    }

    private static String path(Method method) {
        var exchange = AnnotatedElementUtils.findMergedAnnotation(method, HttpExchange.class);
        return exchange == null ? "" : exchange.value();
    }

    /** Such as {@code Accounts}. */
    String group() {
        return contract.getSimpleName().replaceAll("(Api|Controller)$", "");
    }

    /** Whether every overload has a parameter of that name. */
    boolean isEverywhere(String parameter) {
        return overloads.stream()
                .allMatch(overload -> parameters(overload).anyMatch(name -> name.equalsIgnoreCase(parameter)));
    }

    private static Stream<String> parameters(Method method) {
        return Arrays.stream(method.getParameters()).map(parameter -> parameter.getName());
    }
}
