package org.valija.mailbox.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.message.Vanished;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.content.ContentHash;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.content.StoredContent;
import org.valija.mailbox.fetch.MessageReader.Extra;
import org.valija.mailbox.fetch.MessageReader.Row;
import org.valija.mailbox.mailbox.MailboxStates;

/**
 * Streams what was asked for of many messages: records as the database has them, each with its sections behind it. While
 * content is sent, the next is loaded.
 */
@Component
public final class Fetcher {

    /** Octets of content that are loaded at a time, give or take a message; what has chunks is streamed. */
    private static final long GROUP_OCTETS = 2 * 1024 * 1024;

    private final MessageReader messages;
    private final ContentReader contents;
    private final Previews previews;
    private final MailboxStates states;

    Fetcher(MessageReader messages, ContentReader contents, Previews previews, MailboxStates states) {
        this.messages = messages;
        this.contents = contents;
        this.previews = previews;
        this.states = states;
    }

    /**
     * Answers with what is there, in the order of UIDs. Setting the flag seen, if that was asked for, has been seen to.
     *
     * @throws org.valija.mailbox.api.MailboxException.NotFound if the account has no such mailbox
     */
    public CborSequence fetch(AccountId account, MailboxId mailbox, FetchRequest request) {
        messages.require(account, mailbox);
        var fields = request.fields();
        var sections = request.sections();
        var extras = extras(request);
        boolean bodies = sections.stream().anyMatch(Fetcher::needsBody);
        var uids = request.changedSince() == null
                ? request.uids()
                : states.changed(account, mailbox, request.uids(), request.changedSince());
        var vanished = vanished(account, mailbox, request);
        var reading = messages.new Reading(account, mailbox, extras);
        return CborSequence.of(out -> {
            if (vanished != null) {
                out.write(vanished);
            }
            if (sections.isEmpty()) {
                reading.forEach(uids, rows -> {
                    var previews = fields.contains(Field.PREVIEW) ? this.previews.of(rows) : Map.<Long, String>of();
                    for (var row : rows) {
                        out.writeEncoded(record(row, previews, request).toByteArray());
                    }
                });
            } else {
                var wanted = sections.stream().map(WantedSection::of).toList();
                new Ahead<Group>()
                        .run(
                                groups -> reading.forEach(uids, rows -> load(rows, request, bodies, groups)),
                                group -> write(group, request, wanted, out));
            }
        });
    }

    private @Nullable Vanished vanished(AccountId account, MailboxId mailbox, FetchRequest request) {
        if (!Boolean.TRUE.equals(request.vanished())) {
            return null;
        }
        if (request.changedSince() == null) {
            throw new MailboxException.Invalid("changedSince", "is missing: since when did messages vanish?");
        }
        return new Vanished(states.vanished(account, mailbox, request.uids(), request.changedSince()));
    }

    private static EnumSet<Extra> extras(FetchRequest request) {
        var extras = EnumSet.noneOf(Extra.class);
        boolean parts =
                request.sections().stream().anyMatch(section -> !section.part().isEmpty());
        if (request.fields().contains(Field.INTERNAL_DATE) || request.fields().contains(Field.SAVE_DATE)) {
            extras.add(Extra.DATES);
        }
        if (request.fields().contains(Field.IDS)) {
            extras.add(Extra.IDS);
        }
        if (request.fields().contains(Field.ENVELOPE)) {
            extras.add(Extra.ENVELOPE);
        }
        if (parts || request.fields().contains(Field.STRUCTURE)) {
            extras.add(Extra.STRUCTURE);
        }
        if (request.fields().contains(Field.PREVIEW) || request.fields().contains(Field.PREVIEW_LAZY)) {
            extras.add(Extra.PREVIEW);
        }
        return extras;
    }

    private static boolean needsBody(Section section) {
        return !section.part().isEmpty()
                || switch (section.what()) {
                    case CONTENT, TEXT, DECODED, DECODED_SIZE -> true;
                    case HEADER, HEADER_FIELDS, HEADER_FIELDS_NOT, MIME -> false;
                };
    }

    /** Cuts a batch so that the content of each piece fits in memory. */
    private static List<List<Row>> groups(List<Row> rows, boolean bodies) {
        var groups = new ArrayList<List<Row>>();
        int start = 0;
        long octets = 0;
        for (int i = 0; i < rows.size(); i++) {
            // Of a header alone nobody knows the size, and most are small; of what has chunks only that is loaded
            octets += Math.min(rows.get(i).size(), bodies ? 256 * 1024 : 16 * 1024);
            if (octets >= GROUP_OCTETS) {
                groups.add(rows.subList(start, i + 1));
                start = i + 1;
                octets = 0;
            }
        }
        if (start < rows.size()) {
            groups.add(rows.subList(start, rows.size()));
        }
        return groups;
    }

    /** Messages with their content, as far as that is loaded. */
    private record Group(List<Row> rows, Map<ContentHash, StoredContent> contents, Map<Long, String> previews) {}

    private void load(List<Row> rows, FetchRequest request, boolean bodies, Ahead.Pieces<Group> groups)
            throws IOException {
        for (var group : groups(rows, bodies)) {
            groups.add(() -> new Group(
                    group,
                    contents.find(group.stream().map(Row::hash).toList(), bodies),
                    request.fields().contains(Field.PREVIEW) ? previews.of(group) : Map.of()));
        }
    }

    private void write(Group group, FetchRequest request, List<WantedSection> wanted, SequenceWriter out)
            throws IOException {
        for (var row : group.rows) {
            var content = group.contents.get(row.hash());
            // Expunged long ago, and swept away since the row was read, if it is not there
            if (content != null) {
                write(row, content, group.previews, request, wanted, out);
            }
        }
    }

    private void write(
            Row row,
            StoredContent content,
            Map<Long, String> previews,
            FetchRequest request,
            List<WantedSection> wanted,
            SequenceWriter out)
            throws IOException {
        var sections = new SectionReader(content, row.structure(), contents);
        var pieces = new ArrayList<SectionReader.Piece>(wanted.size());
        for (var section : wanted) {
            pieces.add(sections.piece(section));
        }
        var sizes = pieces.stream().map(SectionReader.Piece::size).toList();
        var withNul = IntStream.range(0, pieces.size())
                .filter(i -> pieces.get(i).hasNul())
                .mapToObj(i -> (long) i)
                .toList();
        var record = record(row, previews, request).numbers("sections", sizes);
        out.writeEncoded((withNul.isEmpty() ? record : record.numbers("withNul", withNul)).toByteArray());
        for (var piece : pieces) {
            piece.writeTo(out);
        }
    }

    private static MessageRecord record(Row row, Map<Long, String> previews, FetchRequest request) {
        Set<Field> fields = request.fields();
        boolean ids = fields.contains(Field.IDS);
        return new MessageRecord()
                .number("uid", row.uid())
                .number("modseq", row.modseq())
                .flags("flags", fields.contains(Field.FLAGS) || request.markSeen() ? row.flags() : null)
                .instant("internalDate", fields.contains(Field.INTERNAL_DATE) ? row.internalDate() : null)
                .instant("saveDate", fields.contains(Field.SAVE_DATE) ? row.saveDate() : null)
                .number("size", fields.contains(Field.SIZE) ? row.size() : null)
                .text("emailId", ids ? row.hash().emailId() : null)
                .text("threadId", ids ? row.threadId() : null)
                .text("uniqueId", ids ? String.valueOf(row.uniqueId()) : null)
                .encoded("envelope", row.envelope())
                .encoded("structure", fields.contains(Field.STRUCTURE) ? row.structure() : null)
                .text("preview", row.preview() == null ? previews.get(row.uid()) : row.preview());
    }
}
