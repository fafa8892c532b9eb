package org.valija.imap.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.FetchAttribute;
import org.valija.imap.parse.FetchAttribute.Content;
import org.valija.imap.parse.FetchAttribute.Item;
import org.valija.imap.parse.FetchModifiers;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;

/**
 * What FETCH is to tell of each message, and what the mailbox service is asked for to that end.
 *
 * @param all at least one, in the order of the answer
 */
record FetchItems(List<FetchAttribute> all) {

    private static final Set<FetchAttribute> WITH_FLAGS = Set.of(Item.UID, Item.FLAGS, Item.MODSEQ);

    /** {@code "ALL" / "FULL" / "FAST" / fetch-att / "(" fetch-att *(SP fetch-att) ")"} */
    static FetchItems read(Arguments in) {
        return new FetchItems(FetchAttribute.readAll(in));
    }

    /** With one more in front, asked for or not. */
    FetchItems with(Item item) {
        if (contains(item)) {
            return this;
        }
        var more = new ArrayList<FetchAttribute>();
        more.add(item);
        more.addAll(all);
        return new FetchItems(List.copyOf(more));
    }

    boolean contains(Item item) {
        return all.contains(item);
    }

    /** Whether nothing has to be asked of anybody. */
    boolean areUidsOnly() {
        return all.stream().allMatch(Item.UID::equals);
    }

    /** Whether the flags are wanted, and nothing that does not come with them. */
    boolean areFlagsOnly() {
        return contains(Item.FLAGS) && WITH_FLAGS.containsAll(all);
    }

    /** Whether all but the flags stays the same for ever, and is short: what clients list mailboxes with. */
    boolean canBeRemembered() {
        boolean something = false;
        for (var attribute : all) {
            switch (attribute) {
                case Item item -> {
                    if (!item.lasts() && !WITH_FLAGS.contains(item)) {
                        return false;
                    }
                    something |= item.lasts();
                }
                case Content content -> {
                    if (!content.isHeader()) {
                        return false;
                    }
                    something = true;
                }
            }
        }
        return something;
    }

    /** Whether something is wanted that changes. */
    boolean haveFlags() {
        return contains(Item.FLAGS) || contains(Item.MODSEQ);
    }

    /** @param mayChange whether reading the content may set the flag seen */
    FetchRequest request(UidSet uids, FetchModifiers modifiers, boolean mayChange) {
        var fields = EnumSet.noneOf(Field.class);
        all.forEach(attribute -> {
            if (attribute instanceof Item item) {
                fields.addAll(fields(item));
            }
        });
        var contents = all.stream()
                .filter(Content.class::isInstance)
                .map(Content.class::cast)
                .toList();
        boolean marksSeen = contents.stream().anyMatch(content -> !content.peek());
        return new FetchRequest(
                uids,
                fields,
                contents.stream().map(Content::section).toList(),
                marksSeen && mayChange,
                modifiers.changedSince(),
                modifiers.vanished());
    }

    private static EnumSet<Field> fields(Item item) {
        return switch (item) {
            case FLAGS -> EnumSet.of(Field.FLAGS);
            case INTERNALDATE -> EnumSet.of(Field.INTERNAL_DATE);
            case RFC822_SIZE -> EnumSet.of(Field.SIZE);
            case ENVELOPE -> EnumSet.of(Field.ENVELOPE);
            case BODY, BODYSTRUCTURE -> EnumSet.of(Field.STRUCTURE);
            case SAVEDATE -> EnumSet.of(Field.SAVE_DATE);
            case EMAILID, THREADID -> EnumSet.of(Field.IDS);
            case PREVIEW -> EnumSet.of(Field.PREVIEW);
            case PREVIEW_LAZY -> EnumSet.of(Field.PREVIEW_LAZY);
            // These come with every message
            case UID, MODSEQ -> EnumSet.noneOf(Field.class);
        };
    }
}
