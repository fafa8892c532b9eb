package org.valija.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.valija.mailbox.mime.Casemap;

class TextWindowTest {

    @ParameterizedTest // Around the ends of the blocks in which a text is read
    @ValueSource(ints = {0, 1, 8_180, 8_185, 8_190, 8_191, 8_192, 8_193, 16_380, 16_384, 100_000})
    void aTextIsFoundWhereverItStands(int before) throws IOException {
        for (var text : new String[] {"n", "needle", "Straße", "a😀b", "😀", "e\u0301\u0323x"}) {
            var needles = new String[] {Casemap.fold(text), Casemap.fold("x" + text)};
            var found = new boolean[2];
            TextWindow.find(needles, found, new StringReader("-".repeat(before) + text + "-".repeat(20)));
            assertThat(found).as(text).containsExactly(true, false);
        }
    }
}
