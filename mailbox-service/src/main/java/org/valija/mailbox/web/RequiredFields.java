package org.valija.mailbox.web;

import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;

/**
 * Checks that a record that was read has all of its fields: those that its type doesn't mark as {@link Nullable}. Jackson
 * leaves null where the sender left a field out.
 */
public final class RequiredFields {

    /** Looked up once: reflection would take longer than the rest of many a call. */
    private static final ClassValue<List<Field>> FIELDS = new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
            return Stream.of(type.getRecordComponents()).map(Field::of).toList();
        }
    };

    private RequiredFields() {}

    /** @throws MailboxException.Invalid naming the field that is missing, such as {@code targets[2]} */
    public static void check(@Nullable Object value) {
        if (value == null) {
            throw new MailboxException.Invalid(null, "the body is missing");
        }
        var missing = missing(value);
        if (missing != null) {
            throw new MailboxException.Invalid(missing, "the field " + missing + " is missing");
        }
    }

    private record Field(String name, boolean required, Method accessor) {

        static Field of(RecordComponent component) {
            return new Field(
                    component.getName(),
                    !component.getAnnotatedType().isAnnotationPresent(Nullable.class),
                    component.getAccessor());
        }

        @Nullable
        Object of(Record record) {
            try {
                return accessor.invoke(record);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** What a value lacks, as a path from there; null for nothing. */
    private static @Nullable String missing(Object value) {
        return switch (value) {
            case Record it -> missingIn(it);
            case List<?> items -> missingIn(items);
            default -> null;
        };
    }

    private static @Nullable String missingIn(Record record) {
        for (var field : FIELDS.get(record.getClass())) {
            var value = field.of(record);
            if (value == null && field.required) {
                return field.name;
            }
            var missing = value == null ? null : missing(value);
            if (missing != null) {
                return field.name + (missing.startsWith("[") ? "" : ".") + missing;
            }
        }
        return null;
    }

    private static @Nullable String missingIn(List<?> items) {
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            if (item == null) {
                return "[" + i + "]";
            }
            var missing = missing(item);
            if (missing != null) {
                return "[" + i + "]" + (missing.startsWith("[") ? "" : ".") + missing;
            }
        }
        return null;
    }
}
