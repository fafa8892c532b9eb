package org.valija.smtp.outbound.notice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.valija.testkit.RealClient;

/** Reads notices as a program does that is not ours: Python's email package. */
public final class NoticeReader {

    private static final String READER = """
            import sys, email, email.policy
            message = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.SMTPUTF8)
            assert not message.defects, message.defects
            print(message.get_content_type(), message.get_param("report-type"), message["auto-submitted"])
            print(message["from"].addresses[0].addr_spec, message["to"].addresses[0].addr_spec, message["in-reply-to"])
            text, status, returned = message.iter_parts()
            print(text.get_content_type(), status.get_content_type(), returned.get_content_type())
            for block in status.get_payload() if isinstance(status.get_payload(), list) else [status]:
                for name, value in block.items():
                    print("  " + name + ": " + " ".join(value.split()))
            if returned.get_content_type() in ("message/rfc822", "message/global"):
                print(returned.get_payload(0).as_bytes() if returned.is_multipart() else returned.get_payload(decode=True))
            else:
                print(returned.get_payload(decode=True))
            """;

    private NoticeReader() {}

    /**
     * What it reads: types, addresses, and each field of the status on a line of its own.
     *
     * @param folder for the files that the program is given
     */
    public static List<String> read(Path folder, byte[] notice) throws IOException {
        Files.write(folder.resolve("notice"), notice);
        Files.writeString(folder.resolve("read.py"), READER);
        return RealClient.find("python3")
                .with("PYTHONIOENCODING", "utf-8:surrogateescape")
                .run(
                        folder.resolve("read.py").toString(),
                        folder.resolve("notice").toString())
                .succeeded()
                .out()
                .lines()
                .toList();
    }
}
