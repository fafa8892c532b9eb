package org.valija.mailbox.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The files in docs that are made from the code say what the code says. To make them anew, run this class with
 * {@code -Dcontract.write=true}; to publish the contract as it is, so that it must stay so, with
 * {@code -Dcontract.publish=true}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContractFilesTest {

    private static final Path DOCS = Path.of("..", "docs");
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String described = Description.made();

    @Test
    void theDescriptionThatIsCommittedIsThatOfTheCode() throws IOException {
        check("openapi.json", described);
    }

    @Test
    void everyProblemIsDocumented() throws IOException {
        check("problems.md", ProblemPages.markdown());
    }

    @Test
    void nothingThatWasPublishedIsBroken() throws IOException {
        var published = DOCS.resolve("openapi-published.json");
        if (Boolean.getBoolean("contract.publish")) {
            Files.writeString(published, described);
        }
        JsonNode before = JSON.readTree(published.toFile());
        JsonNode now = JSON.readTree(described);
        assertThat(BreakingChanges.between(before, now))
                .as("changes that break who programs against docs/openapi-published.json; give the path a new"
                        + " version instead")
                .isEmpty();
    }

    private static void check(String file, String expected) throws IOException {
        var path = DOCS.resolve(file);
        if (Boolean.getBoolean("contract.write")) {
            Files.writeString(path, expected);
        }
        assertThat(path)
                .as("docs/%s is made from the code; after a change run this test with -Dcontract.write=true", file)
                .hasContent(expected);
    }
}
