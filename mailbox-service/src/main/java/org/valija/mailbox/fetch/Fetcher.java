package org.valija.mailbox.fetch;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.api.stream.SequenceWriter;
import org.valija.mailbox.content.ContentHash;
import org.valija.mailbox.content.ContentReader;
import org.valija.mailbox.content.StoredContent;
import org.valija.mailbox.fetch.MessageReader.Row;

/** Streams what was asked for of many messages: records as the database has them, each with its sections behind it. */
@Component
public final class Fetcher {

    /** Octets of content that are loaded at a time, give or take a message; what has chunks is streamed. */
    private static final long GROUP_OCTETS = 2 * 1024 * 1024;

    private final MessageReader messages;
    private final ContentReader contents;

    Fetcher(MessageReader messages, ContentReader contents) {
        this.messages = messages;
        this.contents = contents;
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
        boolean parts = sections.stream().anyMatch(section -> !section.part().isEmpty());
        boolean bodies = sections.stream().anyMatch(Fetcher::needsBody);
        var reading = messages
        .new Reading(account, mailbox, fields.contains(Field.ENVELOPE), parts || fields.contains(Field.STRUCTURE));
        return CborSequence.of(out -> reading.forEach(request.uids(), rows -> {
            if (sections.isEmpty()) {
                for (var row : rows) {
                    out.writeEncoded(record(row, request).toByteArray());
                }
            } else {
                for (var group : groups(rows, bodies)) {
                    write(group, request, bodies, out);
                }
            }
        }));
    }

    private static boolean needsBody(Section section) {
        return !section.part().isEmpty()
                || section.what() == Section.What.CONTENT
                || section.what() == Section.What.TEXT;
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
        groups.add(rows.subList(start, rows.size()));
        return groups;
    }

    private void write(List<Row> rows, FetchRequest request, boolean bodies, SequenceWriter out) throws IOException {
        var found = contents.find(rows.stream().map(Row::hash).toList(), bodies);
        for (var row : rows) {
            write(row, found, request, out);
        }
    }

    private void write(Row row, Map<ContentHash, StoredContent> found, FetchRequest request, SequenceWriter out)
            throws IOException {
        var content = found.get(row.hash());
        if (content == null) {
            // Expunged long ago, and swept away since the row was read
            return;
        }
        var sections = new SectionReader(content, row.structure(), contents);
        var pieces = new ArrayList<SectionReader.Piece>(request.sections().size());
        for (var section : request.sections()) {
            pieces.add(sections.piece(section));
        }
        var sizes = pieces.stream().map(SectionReader.Piece::size).toList();
        out.writeEncoded(record(row, request).numbers("sections", sizes).toByteArray());
        for (var piece : pieces) {
            piece.writeTo(out);
        }
    }

    private static MessageRecord record(Row row, FetchRequest request) {
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
                .text("uniqueId", ids ? Long.toString(row.uniqueId()) : null)
                .encoded("envelope", row.envelope())
                .encoded("structure", fields.contains(Field.STRUCTURE) ? row.structure() : null);
    }
}
