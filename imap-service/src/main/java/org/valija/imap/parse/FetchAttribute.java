package org.valija.imap.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.Section.What;

/**
 * One thing to fetch of a message.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3501.html#section-6.4.5">RFC 3501, 6.4.5</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9051.html#section-6.4.5">RFC 9051, 6.4.5</a>
 */
public sealed interface FetchAttribute {

    /** What is known of a message without its content. */
    enum Item implements FetchAttribute {
        FLAGS,
        UID,
        /** RFC 7162, 3.1.4.2. */
        MODSEQ,
        INTERNALDATE,
        RFC822_SIZE,
        ENVELOPE,
        BODYSTRUCTURE,
        /** The structure without its extension data. */
        BODY,
        /** RFC 8514, 4.2. */
        SAVEDATE,
        /** RFC 8474, 5.3. */
        EMAILID,
        /** RFC 8474, 5.3. */
        THREADID,
        /** RFC 8970, 3. */
        PREVIEW,
        /** The preview, if it costs nothing to tell: RFC 8970, 4.1. */
        PREVIEW_LAZY;

        /** Whether it is known of a message, once it was asked for, for as long as there is that message. */
        public boolean lasts() {
            return switch (this) {
                // UIDs are known without asking
                case FLAGS, UID, MODSEQ, PREVIEW, PREVIEW_LAZY -> false;
                case INTERNALDATE, RFC822_SIZE, ENVELOPE, BODYSTRUCTURE, BODY, SAVEDATE, EMAILID, THREADID -> true;
            };
        }
    }

    /**
     * A piece of the content, or what it would be with its encoding undone, or the size of that.
     *
     * @param name as the response repeats it, such as {@code BODY[1.MIME]<0>}
     * @param peek whether the flag seen stays as it is
     */
    record Content(String name, Section section, boolean peek) implements FetchAttribute {

        /** Whether it is a header, or some of its fields, and nothing is done to the message by reading it. */
        public boolean isHeader() {
            return peek
                    && switch (section.what()) {
                        case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, MIME -> true;
                        case CONTENT, TEXT, DECODED, DECODED_SIZE -> false;
                    };
        }
    }

    /** {@code "ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")"} */
    static List<FetchAttribute> readAll(Arguments in) {
        if (in.skip('(')) {
            var all = new ArrayList<FetchAttribute>();
            do {
                all.add(of(name(in), in));
            } while (in.skip(' '));
            in.expect(')');
            return List.copyOf(all);
        }
        var name = name(in);
        return switch (name) {
            case "FAST" -> List.of(Item.FLAGS, Item.INTERNALDATE, Item.RFC822_SIZE);
            case "ALL" -> List.of(Item.FLAGS, Item.INTERNALDATE, Item.RFC822_SIZE, Item.ENVELOPE);
            case "FULL" -> List.of(Item.FLAGS, Item.INTERNALDATE, Item.RFC822_SIZE, Item.ENVELOPE, Item.BODY);
            default -> List.of(of(name, in));
        };
    }

    private static String name(Arguments in) {
        // An opening bracket is an atom's character, but no part of the name
        var name = in.take(c -> c != '[' && Chars.isAtom(c), "Expected what to fetch");
        return in.known(Vocabulary.Place.FETCH_ITEM, name.toUpperCase(Locale.ROOT));
    }

    private static FetchAttribute of(String name, Arguments in) {
        return switch (name) {
            case "FLAGS" -> Item.FLAGS;
            case "UID" -> Item.UID;
            case "MODSEQ" -> Item.MODSEQ;
            case "INTERNALDATE" -> Item.INTERNALDATE;
            case "RFC822.SIZE" -> Item.RFC822_SIZE;
            case "ENVELOPE" -> Item.ENVELOPE;
            case "BODYSTRUCTURE" -> Item.BODYSTRUCTURE;
            case "BODY" -> in.peek() == '[' ? SectionSpec.read(in, false) : Item.BODY;
            case "BODY.PEEK" -> SectionSpec.read(in, true);
            case "BINARY" -> SectionSpec.readBinary(in, name, false);
            case "BINARY.PEEK" -> SectionSpec.readBinary(in, "BINARY", true);
            case "BINARY.SIZE" -> SectionSpec.readBinarySize(in);
            case "SAVEDATE" -> Item.SAVEDATE;
            case "EMAILID" -> Item.EMAILID;
            case "THREADID" -> Item.THREADID;
            case "PREVIEW" -> preview(in);
            case "RFC822" -> new Content(name, Section.ALL, false);
            case "RFC822.HEADER" -> new Content(name, whole(What.HEADER), true);
            case "RFC822.TEXT" -> new Content(name, whole(What.TEXT), false);
            default -> throw new SyntaxException("No such thing to fetch");
        };
    }

    /** {@code "PREVIEW" [SP "(" preview-mod *(SP preview-mod) ")"]}: RFC 8970, 6 */
    private static Item preview(Arguments in) {
        // Behind a lone PREVIEW, a parenthesis may as well open the modifiers of FETCH
        if (!in.skipAhead(" (LAZY")) {
            return Item.PREVIEW;
        }
        while (in.skip(' ')) {
            if (!in.skipWord("LAZY")) {
                throw new SyntaxException("No such modifier of PREVIEW");
            }
        }
        in.expect(')');
        return Item.PREVIEW_LAZY;
    }

    private static Section whole(What what) {
        return new Section(List.of(), what, List.of(), null, null);
    }
}
