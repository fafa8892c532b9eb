package org.valija.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {

    private static final Options USUAL = Options.usual(Path.of("data"));

    @Test
    void portsAndFoldersAreTheUsualOnesUnlessGiven() {
        var options = Options.read(USUAL, "--data=/srv/my mail", "--imap-port=1143", "--listen=0.0.0.0");
        assertThat(options.data()).isEqualTo(Path.of("/srv/my mail"));
        assertThat(options.binaries()).isEqualTo(Path.of("/srv/my mail/pgsql"));
        assertThat(options.ports().of(Port.IMAP)).isEqualTo(1143);
        assertThat(options.ports().of(Port.IMAPS)).isEqualTo(2993);
        assertThat(options.listen().isAnyLocalAddress()).isTrue();
        assertThat(options.url()).isEqualTo("http://127.0.0.1:8080");
    }

    @Test
    void onlyThisMachineMayConnectUnlessToldOtherwise() {
        assertThat(USUAL.listen().isLoopbackAddress()).isTrue();
    }

    @Test
    void settingsOfTheServicesArePassedOn() {
        var options = Options.read(USUAL, "--smtp.message.size=1MB", "--imap.autologout=1h=2");
        assertThat(options.settings())
                .containsEntry("smtp.message.size", "1MB")
                .containsEntry("imap.autologout", "1h=2");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            imap-port=143       | not understood: imap-port=143
            --imap-port         | not understood: --imap-port
            --imap-port=x       | --imap-port needs a number, not x
            --imap-port=0       | --imap-port is 1 to 65535, not 0
            --imap-port=65536   | --imap-port is 1 to 65535, not 65536
            --imap-port=2110    | each port needs a number of its own
            --color=red         | no such option: --color
            --data=             | need the name of a folder
            --listen=no.invalid | --listen needs an address of this machine
            """)
    void whatIsWrongIsNamed(String argument, String message) {
        assertThatThrownBy(() -> Options.read(USUAL, argument))
                .isInstanceOf(StartException.class)
                .hasMessageContaining(message);
    }
}
