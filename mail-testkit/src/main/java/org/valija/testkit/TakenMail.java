package org.valija.testkit;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A message that a {@link FakeMx} was given whole, whether or not it said so.
 *
 * @param connection which one it came on, counted from 1
 * @param client its address
 * @param hello what the client called itself
 * @param mail the command, with its parameters
 * @param recipients the RCPT commands that were answered by 2yz
 * @param content as it was before its dots were stuffed; nobody may change it
 * @param tls the protocol, such as TLSv1.3, if the connection was encrypted
 * @param acknowledged whether it was answered by 2yz
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares two
public record TakenMail(
        int connection,
        InetAddress client,
        String hello,
        String mail,
        List<String> recipients,
        byte[] content,
        Optional<String> tls,
        boolean acknowledged) {

    /** The content, one character for each octet. */
    public String text() {
        return new String(content, StandardCharsets.ISO_8859_1);
    }
}
