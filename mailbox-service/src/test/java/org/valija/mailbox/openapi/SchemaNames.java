package org.valija.mailbox.openapi;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names the schema of a nested type after the type around it as well: {@code SearchCriteriaText}. */
final class SchemaNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
        var around = type.getEnclosingClass();
        return around == null ? type.getSimpleName() : getNameOfClass(around) + type.getSimpleName();
    }
}
