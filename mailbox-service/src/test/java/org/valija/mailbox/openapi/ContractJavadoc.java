package org.valija.mailbox.openapi;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.providers.SpringDocJavadocProvider;

/** Javadoc as OpenAPI wants it: CommonMark, without tags. */
final class ContractJavadoc extends SpringDocJavadocProvider {

    private static final Pattern CODE = Pattern.compile("<code>(.*?)</code>", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\{@link \\S+\\s+([^}]*)}");
    private static final Pattern PARAGRAPH = Pattern.compile("\\s*<p>\\s*");
    private static final Pattern BREAK = Pattern.compile("(?<!\n)\n *(?!\n)");
    private static final Pattern SENTENCE = Pattern.compile("\\A(.*?[.])(\\s|\\z)", Pattern.DOTALL);

    @Override
    public @Nullable String getClassJavadoc(Class<?> type) {
        return clean(super.getClassJavadoc(type));
    }

    @Override
    public Map<String, String> getRecordClassParamJavadoc(Class<?> type) {
        return clean(super.getRecordClassParamJavadoc(type));
    }

    @Override
    public @Nullable String getMethodJavadocDescription(Method method) {
        return clean(super.getMethodJavadocDescription(method));
    }

    @Override
    public @Nullable String getMethodJavadocReturn(Method method) {
        return clean(super.getMethodJavadocReturn(method));
    }

    @Override
    public Map<String, String> getMethodJavadocThrows(Method method) {
        return clean(super.getMethodJavadocThrows(method));
    }

    @Override
    public @Nullable String getParamJavadoc(Method method, String name) {
        return clean(super.getParamJavadoc(method, name));
    }

    @Override
    public @Nullable String getFieldJavadoc(Field field) {
        return clean(super.getFieldJavadoc(field));
    }

    /** Up to the first full stop that ends a word; all of it if there is none. */
    @Override
    public @Nullable String getFirstSentence(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var sentence = SENTENCE.matcher(text);
        return sentence.find() ? sentence.group(1) : text;
    }

    private static Map<String, String> clean(@Nullable Map<String, String> texts) {
        var clean = new LinkedHashMap<String, String>();
        if (texts != null) {
            texts.forEach((name, text) -> clean.put(name, String.valueOf(clean(text))));
        }
        return clean;
    }

    private static @Nullable String clean(@Nullable String text) {
        if (text == null) {
            return null;
        }
        var clean = CODE.matcher(text).replaceAll("`$1`");
        clean = LINK.matcher(clean).replaceAll(link -> link.group(1).strip().replace('#', '.'));
        clean = PARAGRAPH.matcher(clean.strip()).replaceAll("\n\n");
        return BREAK.matcher(clean).replaceAll(" ");
    }
}
