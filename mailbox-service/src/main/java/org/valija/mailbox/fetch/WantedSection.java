package org.valija.mailbox.fetch;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.message.Section;

/**
 * A section that is wanted of each of many messages, with what is found out about it once for all of them.
 *
 * @param fields that are picked of its header; null if it is sent as it stands
 */
record WantedSection(Section section, @Nullable HeaderFilter fields) {

    static WantedSection of(Section section) {
        return switch (section.what()) {
            case HEADER_FIELDS -> new WantedSection(section, new HeaderFilter(section.headerFields(), true));
            case HEADER_FIELDS_NOT -> new WantedSection(section, new HeaderFilter(section.headerFields(), false));
            case CONTENT, HEADER, TEXT, MIME, DECODED, DECODED_SIZE -> new WantedSection(section, null);
        };
    }
}
