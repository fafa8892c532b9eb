package org.valija.mailbox.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.valija.testkit.Corpus;

/** Spoils messages of the corpus at random: cut, doubled, joined with another, sprinkled with what breaks parsers. */
final class Mutator {

    private static final List<String> POISON = List.of(
            "\0",
            "\r",
            "\n",
            "\r\n",
            "\r\n\r\n",
            "--",
            "\r\n--",
            "--\r\n",
            ":",
            " ",
            "\t",
            "\"",
            "\\",
            "(".repeat(500),
            "<".repeat(300),
            ",".repeat(300),
            "=?",
            "?=",
            "=?utf-8?q?=00=FF=ED=A0=80?=",
            "=?utf-8?b?AAAA?=",
            "=?nonsense?q?=E4?=",
            "=?utf-16?b?2AA=?=",
            "\r\nSubject: =?utf-8?q?a=00b?= \0 c\r\n",
            "\r\nFrom: \"\0\" <a\0@b>, group: x@y, ;,,<>\r\n",
            "\r\nDate: Mon, 99 Foo 999999 99:99:99 +9999\r\n",
            "\r\nDate: 1 Jan 0000 00:00 -0000\r\n",
            "\r\nDate: Fri, 31 Dec 9999999 23:59:60 +0000\r\n",
            "\r\nMessage-ID: <\0@>\r\n",
            "\r\nContent-Type: multipart/mixed; boundary=\r\n",
            "\r\nContent-Type: multipart/mixed; boundary=\"\0\"\r\n",
            "\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n",
            "\r\nContent-Type: message/rfc822\r\n\r\n",
            "\r\nContent-Type: text/plain; charset=\"\0nonsense\"; x*0*=%00; x*9999999999*=%ZZ\r\n",
            "\r\nContent-Disposition: attachment; filename*=utf-8''%00%FF\r\n",
            "\r\nContent-Transfer-Encoding: \0\r\n",
            "\r\nContent-Language: ,,,\0\r\n",
            "x".repeat(70_000));

    private static final List<byte[]> SAMPLES = Corpus.small().stream()
            .map(sample -> Arrays.copyOf(sample.bytes(), Math.min(sample.bytes().length, 100_000)))
            .toList();

    private final Random random;

    Mutator(long seed) {
        random = new Random(seed);
    }

    /** At least one octet. */
    byte[] next() {
        var message = sample();
        for (int i = random.nextInt(1, 8); i > 0; i--) {
            message = spoil(message);
        }
        return message.length == 0 ? new byte[] {'x'} : message;
    }

    private byte[] sample() {
        return SAMPLES.get(random.nextInt(SAMPLES.size()));
    }

    private byte[] spoil(byte[] message) {
        int from = random.nextInt(message.length + 1);
        int to = Math.min(message.length, from + random.nextInt(1, 200));
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(message, from);
            case 1 -> replace(message, from, to, new byte[0]);
            case 2 -> replace(message, to, to, Arrays.copyOfRange(message, from, to));
            case 3 -> replace(message, from, from, noise());
            case 4 -> replace(message, from, message.length, tail(sample()));
            case 5 -> replace(message, from, to, noise());
            default -> {
                var poison = POISON.get(random.nextInt(POISON.size())).getBytes(StandardCharsets.ISO_8859_1);
                // Headers are where most can go wrong
                int where = random.nextBoolean() ? from : Math.min(from, random.nextInt(600));
                yield replace(message, where, where, poison);
            }
        };
    }

    private byte[] tail(byte[] message) {
        return Arrays.copyOfRange(message, random.nextInt(message.length + 1), message.length);
    }

    private byte[] noise() {
        var noise = new byte[random.nextInt(1, 20)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] replace(byte[] message, int from, int to, byte[] with) {
        var out = new ByteArrayOutputStream(message.length + with.length);
        out.write(message, 0, from);
        out.writeBytes(with);
        out.write(message, to, message.length - to);
        return out.toByteArray();
    }
}
