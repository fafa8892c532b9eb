package org.valija.suite.e2e;

import java.util.List;
import org.valija.testkit.Corpus;
import org.valija.testkit.Sample;

/** A few samples for each real client: the kinds of content in which clients and servers have met bugs. */
final class Samples {

    private static final List<String> NAMES = List.of(
            "plain-ascii", "dot-lines", "latin1-8bit", "mixed-attachments", "from-lines", "line-998", "empty-body");

    private Samples() {}

    static List<Sample> few() {
        return NAMES.stream().map(Corpus::named).toList();
    }

    /** Their octets as they are sent. */
    static List<byte[]> messages() {
        return few().stream().map(Sample::bytes).toList();
    }
}
