package org.valija.smtp.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import org.valija.smtp.parse.SyntaxException;
import org.valija.smtp.reply.SmtpReplies;

/** Whatever the line, it is a command or a fault of the client's; a path that was read is written so that it reads the same. */
class CommandsFuzzTest {

    @FuzzTest(maxDuration = "20s")
    @DictionaryFile(resourcePath = "commands.dict")
    void everyLineIsACommandOrAFault(byte[] octets) {
        var line = new String(octets, StandardCharsets.UTF_8);
        assertThat(Commands.withoutSecrets(line)).isNotNull();
        try {
            switch (Commands.read(line)) {
                case Mail mail -> assertReadsTheSame(mail);
                case Rcpt rcpt -> assertReadsTheSame(rcpt);
                case Command other -> assertThat(other).isNotNull();
            }
        } catch (SyntaxException fault) {
            assertThat(SmtpReplies.of(fault).code()).isBetween(500, 559);
        }
    }

    private static void assertReadsTheSame(Mail mail) {
        var path = mail.reversePath();
        var again = Commands.read("MAIL FROM:<" + path + ">" + (path.isAscii() ? "" : " SMTPUTF8"));
        assertThat(again)
                .isInstanceOfSatisfying(
                        Mail.class, it -> assertThat(it.reversePath()).isEqualTo(path));
    }

    private static void assertReadsTheSame(Rcpt rcpt) {
        var path = rcpt.forwardPath();
        assertThat(Commands.read("RCPT TO:<" + path + ">"))
                .isInstanceOfSatisfying(
                        Rcpt.class, it -> assertThat(it.forwardPath()).isEqualTo(path));
    }
}
