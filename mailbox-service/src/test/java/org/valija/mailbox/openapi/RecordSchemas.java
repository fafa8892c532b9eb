package org.valija.mailbox.openapi;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Adds to the schemas of records what the code says and springdoc doesn't see: a component that is not {@link Nullable} is
 * required, and a sealed interface with names for its records is one of them.
 */
@Order(Ordered.LOWEST_PRECEDENCE) // springdoc asks the last one first
final class RecordSchemas implements ModelConverter {

    private final ObjectMapper mapper;

    RecordSchemas(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var raw = mapper.constructType(type.getType()).getRawClass();
        if (raw.isAnnotationPresent(JsonSubTypes.class) && raw.isInterface()) {
            return family(raw, context);
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema != null && raw.isRecord()) {
            require(raw, definition(schema, context));
        }
        return schema;
    }

    private static Schema<?> definition(Schema<?> schema, ModelConverterContext context) {
        if (schema.get$ref() == null) {
            return schema;
        }
        var defined = context.getDefinedModels().get(nameOf(schema));
        return defined == null ? schema : defined;
    }

    private static String nameOf(Schema<?> reference) {
        return reference.get$ref().substring(reference.get$ref().lastIndexOf('/') + 1);
    }

    private static void require(Class<?> type, Schema<?> schema) {
        if (schema.getProperties() == null) {
            return;
        }
        var required = Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(component -> component.getName())
                .filter(schema.getProperties()::containsKey)
                .toList();
        schema.setRequired(required);
    }

    private Schema<?> family(Class<?> type, ModelConverterContext context) {
        var name = new SchemaNames().getNameOfClass(type);
        var reference = new Schema<>().$ref("#/components/schemas/" + name);
        if (context.getDefinedModels().containsKey(name)) {
            return reference;
        }
        var property = type.getAnnotation(JsonTypeInfo.class).property();
        var family = new Schema<>().discriminator(new Discriminator().propertyName(property));
        // Known before its members are looked at, which may hold the family again
        context.defineModel(name, family);
        var members = new ArrayList<Schema>();
        for (var member : type.getAnnotation(JsonSubTypes.class).value()) {
            var schema = context.resolve(new AnnotatedType(member.value()).resolveAsRef(true));
            var definition = definition(schema, context);
            var word = new StringSchema();
            word.setConst(member.name());
            definition.addProperty(property, word);
            var required = new ArrayList<>(definition.getRequired() == null ? List.of() : definition.getRequired());
            required.add(property);
            definition.setRequired(
                    required.stream().map(String.class::cast).distinct().toList());
            members.add(schema);
            family.getDiscriminator().mapping(member.name(), schema.get$ref());
        }
        family.setOneOf(members);
        return reference;
    }
}
