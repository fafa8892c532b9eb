package org.valija.imap.respond;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.BodyPart;

/**
 * {@code body}, the MIME structure of a message, with extension data (BODYSTRUCTURE) or without (BODY).
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-7.5.2">RFC 9051, 7.5.2</a>
 */
final class BodyStructureText {

    /** What stands in a multipart without parts, as the grammar wants one at least. */
    private static final String EMPTY_TEXT = "(\"text\" \"plain\" NIL NIL NIL \"7bit\" 0 0)";

    private final ResponseLine out;
    private final boolean extended;

    private BodyStructureText(ResponseLine out, boolean extended) {
        this.out = out;
        this.extended = extended;
    }

    static void write(BodyPart body, boolean extended, ResponseLine out) {
        new BodyStructureText(out, extended).body(body);
    }

    private void body(BodyPart part) {
        out.raw('(');
        if (part.isMultipart()) {
            multipart(part);
        } else {
            singlePart(part);
        }
        out.raw(')');
    }

    /** {@code 1*body SP media-subtype [SP body-ext-mpart]} */
    private void multipart(BodyPart part) {
        part.parts().forEach(this::body);
        if (part.parts().isEmpty()) {
            out.raw(EMPTY_TEXT);
        }
        out.sp().string(part.subtype());
        if (extended) {
            out.sp();
            parameters(part.parameters());
            dispositionAndRest(part);
        }
    }

    /** {@code (body-type-basic / body-type-msg / body-type-text) [SP body-ext-1part]} */
    private void singlePart(BodyPart part) {
        out.string(part.type()).sp().string(part.subtype()).sp();
        parameters(part.parameters());
        out.sp().nstring(part.id()).sp().nstring(part.description()).sp().string(part.encoding());
        out.sp().number(part.size());
        var message = part.message();
        if (message != null) {
            out.sp();
            EnvelopeText.write(message.envelope(), out);
            out.sp();
            body(message.body());
            out.sp().number(part.lines());
        } else if (part.type().equals("text")) {
            out.sp().number(part.lines());
        }
        if (extended) {
            out.sp().nstring(part.md5());
            dispositionAndRest(part);
        }
    }

    /** {@code SP body-fld-dsp SP body-fld-lang SP body-fld-loc} */
    private void dispositionAndRest(BodyPart part) {
        out.sp();
        disposition(part.disposition());
        out.sp();
        languages(part.languages());
        out.sp().nstring(part.location());
    }

    /** {@code body-fld-param = "(" string SP string *(SP string SP string) ")" / nil} */
    private void parameters(Map<String, String> parameters) {
        if (parameters.isEmpty()) {
            out.raw("NIL");
            return;
        }
        char separator = '(';
        for (var parameter : parameters.entrySet()) {
            out.raw(separator).string(parameter.getKey()).sp().string(parameter.getValue());
            separator = ' ';
        }
        out.raw(')');
    }

    private void disposition(BodyPart.@Nullable Disposition disposition) {
        if (disposition == null) {
            out.raw("NIL");
            return;
        }
        out.raw('(').string(disposition.type()).sp();
        parameters(disposition.parameters());
        out.raw(')');
    }

    /** {@code body-fld-lang = nstring / "(" string *(SP string) ")"} */
    private void languages(List<String> languages) {
        if (languages.isEmpty()) {
            out.raw("NIL");
            return;
        }
        char separator = '(';
        for (var language : languages) {
            out.raw(separator).string(language);
            separator = ' ';
        }
        out.raw(')');
    }
}
