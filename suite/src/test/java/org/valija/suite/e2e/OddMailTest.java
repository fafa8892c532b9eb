package org.valija.suite.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.testkit.Corpus;
import org.valija.testkit.RealClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What FETCH tells of every message of the corpus is what another parser, Python's, finds in the same octets, field by
 * field; but for the differences that are listed here, each with the reason why ours is no worse.
 */
class OddMailTest {

    private static final String FIELDS = "(ENVELOPE BODYSTRUCTURE BODY.PEEK[HEADER.FIELDS.NOT (SUBJECT TO RECEIVED)])";

    private final Valija valija = Valija.shared();

    @TempDir
    Path folder;

    @Test // RFC 9051, 7.5.2
    void fetchTellsWhatAnotherParserFinds() throws IOException {
        var expected = independent();
        var differences = new ArrayList<String>();
        try (var imap = valija.inbox(valija.newUser())) {
            var uids = new LinkedHashMap<String, Long>();
            Corpus.all().forEach(sample -> uids.put(sample.name(), imap.append("INBOX", sample.bytes())));
            imap.ok("NOOP");
            uids.forEach((name, uid) -> {
                var fetched = imap.fetch(Long.toString(uid), FIELDS).getFirst();
                var comparison = new OddMailComparison(name, expected.get(name), differences);
                comparison.envelope(fetched.item("ENVELOPE").items());
                comparison.header(fetched.item("BODY[HEADER.FIELDS.NOT (SUBJECT TO RECEIVED)]")
                        .octets());
                var parts = comparison.structure(fetched.item("BODYSTRUCTURE"));
                comparison.decoded(parts, section -> binary(imap, uid, section));
            });
        }
        assertThat(differences).containsExactlyInAnyOrderElementsOf(OddMailDifferences.ALL);
    }

    private static byte[] binary(TestImap imap, long uid, String section) {
        var fetched = imap.fetch(Long.toString(uid), "(BINARY.PEEK[" + section + "] BINARY.SIZE[" + section + "])")
                .getFirst();
        byte[] octets = fetched.item("BINARY[" + section + "]").octets();
        assertThat(fetched.item("BINARY.SIZE[" + section + "]").number()).isEqualTo(octets.length);
        return octets;
    }

    /** What Python finds, by the name of the sample. */
    private Map<String, JsonNode> independent() throws IOException {
        var arguments = new ArrayList<String>(List.of("-"));
        for (var sample : Corpus.all()) {
            var file = folder.resolve(sample.name() + ".eml");
            Files.write(file, sample.bytes());
            arguments.add(file.toString());
        }
        try (var script = Objects.requireNonNull(OddMailTest.class.getResourceAsStream("independent-parser.py"))) {
            var told = RealClient.find("python3")
                    .in(folder)
                    .run(script.readAllBytes(), arguments.toArray(String[]::new))
                    .succeeded();
            var all = new TreeMap<String, JsonNode>();
            JsonMapper.shared()
                    .readTree(told.out())
                    .properties()
                    .forEach(each -> all.put(each.getKey(), each.getValue()));
            return all;
        }
    }
}
