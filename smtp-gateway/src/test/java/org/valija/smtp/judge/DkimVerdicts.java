package org.valija.smtp.judge;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.valija.smtp.data.Header;

/** What the judge makes of the signatures of a message. */
public final class DkimVerdicts {

    private DkimVerdicts() {}

    /**
     * One for each signature, such as {@code PASS s1}.
     *
     * @param keys names and their TXT records, in turn
     */
    public static List<String> of(byte[] message, List<String> keys) throws IOException {
        var dns = new KnownDns();
        for (int i = 0; i < keys.size(); i += 2) {
            dns.txt(keys.get(i), keys.get(i + 1));
        }
        var header = Header.of(message);
        var check = new DkimCheck(header.raw(), dns, Instant.now());
        check.body().write(message, header.body(), message.length - header.body());
        return check.finish().stream()
                .map(result -> result.result() + " " + result.selector())
                .toList();
    }
}
