package org.valija.imap.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.valija.imap.parse.NameEncoding;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Text;

/** Whatever the octets, they are a command or a fault of the client's, literals included. */
class CommandsFuzzTest {

    @FuzzTest(maxDuration = "20s")
    @DictionaryFile(resourcePath = "commands.dict")
    void allIsACommandOrAFault(byte[] octets) {
        var text = new String(octets, StandardCharsets.ISO_8859_1);
        for (var names : NameEncoding.values()) {
            try {
                assertThat(Commands.read(Text.of(text, names))).isNotNull();
            } catch (SyntaxException fault) {
                assertThat(fault.text()).isNotEmpty().isPrintable();
            }
        }
    }
}
