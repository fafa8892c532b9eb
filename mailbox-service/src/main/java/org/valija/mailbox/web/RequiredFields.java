package org.valija.mailbox.web;

import java.lang.reflect.RecordComponent;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;

/**
 * Checks that a record that was read has all of its fields: those that its type doesn't mark as {@link Nullable}. Jackson
 * leaves null where the sender left a field out.
 */
public final class RequiredFields {

    private RequiredFields() {}

    /** @throws MailboxException.Invalid naming the field that is missing, such as {@code targets[2]} */
    public static void check(@Nullable Object value) {
        if (value == null) {
            throw new MailboxException.Invalid(null, "the body is missing");
        }
        check("", value);
    }

    private static void check(String path, Object value) {
        switch (value) {
            case Record it -> {
                for (var component : it.getClass().getRecordComponents()) {
                    var name = path.isEmpty() ? component.getName() : path + "." + component.getName();
                    checkField(name, component, get(component, it));
                }
            }
            case List<?> items -> {
                for (int i = 0; i < items.size(); i++) {
                    var item = items.get(i);
                    if (item == null) {
                        throw missing(path + "[" + i + "]");
                    }
                    check(path + "[" + i + "]", item);
                }
            }
            default -> {}
        }
    }

    private static void checkField(String name, RecordComponent component, @Nullable Object value) {
        if (value != null) {
            check(name, value);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw missing(name);
        }
    }

    private static MailboxException missing(String name) {
        return new MailboxException.Invalid(name, "the field " + name + " is missing");
    }

    private static @Nullable Object get(RecordComponent component, Record of) {
        try {
            return component.getAccessor().invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
