package org.valija.mailbox.append;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.SystemFlag;

/** Reads flags as people write them: system flags by their word, all else are keywords. */
final class FlagWords {

    private FlagWords() {}

    static Flags read(List<String> words) {
        var system = EnumSet.noneOf(SystemFlag.class);
        var keywords = new ArrayList<String>();
        for (var word : words) {
            Stream.of(SystemFlag.values())
                    .filter(flag -> flag.word().equalsIgnoreCase(word))
                    .findFirst()
                    .ifPresentOrElse(system::add, () -> keywords.add(word));
        }
        return Flags.of(system, keywords);
    }
}
