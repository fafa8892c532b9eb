package org.valija.mailbox.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.valija.mailbox.api.message.BodyPart;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.mime.Casemap;
import org.valija.mailbox.text.HeaderLines;
import org.valija.mailbox.text.Octets;
import org.valija.mailbox.text.Piece;

/** Looks for all texts of a search in messages that the index does not tell all about, and reads each once. */
final class TextSearch {

    /** Where in {@link #needles} a {@link Body} or {@link Text} is. */
    private final Map<SearchCriteria, Integer> positions = new HashMap<>();

    private final List<String> needles = new ArrayList<>();
    /** Of the same needles, whether headers are looked through as well. */
    private final List<Boolean> everywhere = new ArrayList<>();

    TextSearch(SearchCriteria criteria) {
        collect(criteria);
    }

    private void collect(SearchCriteria criteria) {
        switch (criteria) {
            case And and -> and.all().forEach(this::collect);
            case Or or -> or.any().forEach(this::collect);
            case Not not -> collect(not.criteria());
            case Body body -> add(body, body.contains(), false);
            case Text text -> add(text, text.contains(), true);
            default -> {
                // No text, or in the header alone
            }
        }
    }

    private void add(SearchCriteria criteria, String text, boolean inHeaders) {
        if (positions.putIfAbsent(criteria, needles.size()) == null) {
            needles.add(Casemap.fold(text));
            everywhere.add(inHeaders);
        }
    }

    /** Whether the header of a message is enough to tell. */
    boolean onlyHeaders() {
        return needles.isEmpty();
    }

    /** Starts to look through a message. */
    Reading read(byte[] header, BodyPart structure, Octets octets) {
        return new Reading(HeaderLines.of(header), structure, octets);
    }

    /** One message, of which no more is read than the answers need. */
    final class Reading {

        private final HeaderLines header;
        private final BodyPart structure;
        private final Octets octets;
        private final boolean[] found = new boolean[needles.size()];
        private boolean read;

        private Reading(HeaderLines header, BodyPart structure, Octets octets) {
            this.header = header;
            this.structure = structure;
            this.octets = octets;
        }

        boolean matches(Header criteria) {
            return header.contains(Casemap.fold(criteria.name()), Casemap.fold(criteria.contains()));
        }

        /**
         * @param criteria a {@link Body} or {@link Text}
         */
        boolean matches(SearchCriteria criteria) throws IOException {
            int position = positions.getOrDefault(criteria, -1);
            if (!found[position] && !read) {
                find(header);
                if (!found[position]) {
                    readAll();
                }
            }
            return found[position];
        }

        private void readAll() throws IOException {
            read = true;
            var all = needles.toArray(String[]::new);
            for (var piece : Piece.of(structure)) {
                try (var in = octets.range(piece.from(), piece.size())) {
                    switch (piece.kind()) {
                        case TEXT -> TextWindow.find(all, found, piece.decode(in));
                        case MIME_HEADER -> find(HeaderLines.of(in.readAllBytes()));
                        case MESSAGE_HEADER -> {
                            var lines = HeaderLines.of(in.readAllBytes());
                            for (int i = 0; i < all.length; i++) {
                                found[i] = found[i] || lines.contains(all[i]);
                            }
                        }
                    }
                }
            }
        }

        private void find(HeaderLines lines) {
            for (int i = 0; i < found.length; i++) {
                found[i] = found[i] || everywhere.get(i) && lines.contains(needles.get(i));
            }
        }
    }
}
