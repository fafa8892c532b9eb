package org.valija.mailbox.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.Uid;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.delivery.DeliveriesApi;
import org.valija.mailbox.api.delivery.Envelope;
import org.valija.mailbox.api.mailbox.MailboxesApi;
import org.valija.mailbox.api.message.FetchRequest;
import org.valija.mailbox.api.message.FetchRequest.Field;
import org.valija.mailbox.api.message.Message;
import org.valija.mailbox.api.message.MessagesApi;
import org.valija.mailbox.api.message.Section;
import org.valija.mailbox.api.stream.CborSequence;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.testkit.Corpus;

/** What is delivered is read back byte for byte, whole and in pieces. */
class RoundTripTest {

    private static final int CHUNK = 256 * 1024;
    private static final String ADDRESS = "ann@example.org";

    private static MailboxServer server;
    private static AccountId account;
    private static UserToken token;
    private static MailboxId inbox;
    private static MessagesApi messages;

    @BeforeAll
    static void start() {
        server = MailboxServer.onFreshDatabase();
        account = server.createAccount(ADDRESS, "correct horse");
        token = server.login(ADDRESS, "correct horse").token();
        messages = server.client().api(MessagesApi.class);
        inbox = server.client()
                .api(MailboxesApi.class)
                .open(token, account, "INBOX", false, null, null)
                .status()
                .id();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyMessageOfTheCorpusComesBackAsItWas() throws IOException {
        var uids = new ArrayList<Long>();
        for (var sample : Corpus.all()) {
            uids.add(deliver(sample::open));
        }
        var asked = UidSet.of(uids.stream().mapToLong(Long::longValue).toArray());
        var request = new FetchRequest(asked, EnumSet.allOf(Field.class), List.of(Section.ALL), false);
        try (var answer = messages.fetch(token, account, inbox, request).reader()) {
            for (int i = 0; i < Corpus.all().size(); i++) {
                var sample = Corpus.all().get(i);
                var message = answer.require(Message.class);
                assertThat(message.uid().value()).as(sample.name()).isEqualTo(uids.get(i));
                assertThat(message.structure()).isNotNull();
                assertThat(message.envelope()).isNotNull();
                assertThat(message.flags()).isNotNull();
                assertThat(message.sections()).containsExactly(message.size());
                assertThat(digest(answer.content())).as(sample.name()).isEqualTo(digest(sample.open()));
            }
            assertThat(answer.next(Message.class)).isNull();
        }
    }

    @Test
    void messagesAroundTheBordersOfChunksComeBackAsTheyWere() throws IOException {
        for (int size :
                new int[] {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 5 * CHUNK}) {
            var octets = message(size);
            long uid = deliver(() -> new ByteArrayInputStream(octets));
            assertThat(read(uid, Section.ALL)).as("%d octets", size).isEqualTo(octets);
            for (long from : new long[] {0, 1, CHUNK - 2, CHUNK, 2L * CHUNK - 1}) {
                var piece = new Section(List.of(), Section.What.CONTENT, List.of(), from, 5L);
                assertThat(read(uid, piece)).isEqualTo(slice(octets, from, 5));
            }
            var text = new Section(List.of(), Section.What.TEXT, List.of(), null, null);
            assertThat(read(uid, text)).isEqualTo(slice(octets, headerOf(octets), Integer.MAX_VALUE));
        }
    }

    @Test
    void messagesOfAllSizesComeBackTogetherAsTheyWere() throws IOException {
        var sent = new LinkedHashMap<Long, byte[]>();
        for (int i = 0; i < 12; i++) {
            // The same content many times, as the empty one and the two largest are, comes for each of its messages
            for (int size : new int[] {0, 300 + i, 8192 + i, 120_000 + i, CHUNK, CHUNK + 1}) {
                var octets = message(size);
                sent.put(deliver(() -> new ByteArrayInputStream(octets)), octets);
            }
        }
        var asked = UidSet.of(sent.keySet().stream().mapToLong(Long::longValue).toArray());
        var header = new Section(List.of(), Section.What.HEADER, List.of(), null, null);
        assertThat(read(asked, Section.ALL)).containsExactlyEntriesOf(sent);
        var headers = new LinkedHashMap<>(sent);
        headers.replaceAll((_, octets) -> slice(octets, 0, headerOf(octets)));
        assertThat(read(asked, header)).containsExactlyEntriesOf(headers);
    }

    @Test // RFC 9110, 14
    void contentIsReadByRange() throws IOException {
        var octets = message(3 * CHUNK + 7);
        long uid = deliver(() -> new ByteArrayInputStream(octets));
        assertThat(content(uid, null)).isEqualTo(octets);
        assertThat(content(uid, "bytes=0-9")).isEqualTo(slice(octets, 0, 10));
        assertThat(content(uid, "bytes=262140-262150")).isEqualTo(slice(octets, 262140, 11));
        assertThat(content(uid, "bytes=-5")).isEqualTo(slice(octets, octets.length - 5, 5));
        assertThat(content(uid, "bytes=786430-")).isEqualTo(slice(octets, 786430, Integer.MAX_VALUE));
        assertThat(content(uid, "bytes=0-1,3-4")).isEqualTo(octets);
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThatThrownBy(() -> messages.content(token, account, inbox, new Uid(4_000_000_000L), null))
                .isInstanceOf(MailboxException.NotFound.class);
        var request = new FetchRequest(UidSet.of(1), Set.of(Field.FLAGS), List.of(), false);
        assertThatThrownBy(() -> messages.fetch(token, account, new MailboxId(999_999), request)
                        .reader())
                .isInstanceOf(MailboxException.NotFound.class);
    }

    @Test
    void sparseAndEndlessSetsOfUidsAreAnsweredInOrder() throws IOException {
        for (int i = 0; i < 30; i++) {
            deliver(Corpus.named("plain-ascii")::open);
        }
        var all = uids(UidSet.range(1, Uid.MAX));
        assertThat(all).isSorted();
        var everyThird = all.stream()
                .filter(uid -> uid % 3 == 0)
                .mapToLong(Long::longValue)
                .toArray();
        assertThat(uids(UidSet.of(everyThird)))
                .containsExactlyElementsOf(Arrays.stream(everyThird).boxed().toList());
        assertThat(uids(UidSet.parse("1:2,5,7:4294967295"))).isSorted().doesNotContain(3L, 6L);
    }

    private static List<Long> uids(UidSet asked) throws IOException {
        var found = new ArrayList<Long>();
        try (var answer = messages.fetch(token, account, inbox, new FetchRequest(asked, Set.of(), List.of(), false))
                .reader()) {
            for (var next = answer.next(Message.class); next != null; next = answer.next(Message.class)) {
                found.add(next.uid().value());
            }
        }
        return found;
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    /** Delivers to INBOX, and tells the UID. */
    private static long deliver(Source source) throws IOException {
        var envelope = new Envelope("bob@example.com", List.of(ADDRESS), "ESMTP", null, null, "trace");
        try (var content = source.open()) {
            var report = server.client().api(DeliveriesApi.class).deliver(CborSequence.of(out -> {
                out.write(envelope);
                out.writeFrom(content);
            }));
            assertThat(report.recipients()).allMatch(recipient -> recipient.refusal() == null);
        }
        var state = server.client().api(MailboxesApi.class).open(token, account, "INBOX", false, null, null);
        return state.uids().max();
    }

    private static byte[] read(long uid, Section section) throws IOException {
        var request = new FetchRequest(UidSet.of(uid), Set.of(), List.of(section), false);
        try (var answer = messages.fetch(token, account, inbox, request).reader()) {
            var message = answer.require(Message.class);
            var octets = answer.content().readAllBytes();
            assertThat(message.sections()).containsExactly((long) octets.length);
            return octets;
        }
    }

    private static Map<Long, byte[]> read(UidSet uids, Section section) throws IOException {
        var found = new LinkedHashMap<Long, byte[]>();
        var request = new FetchRequest(uids, Set.of(), List.of(section), false);
        try (var answer = messages.fetch(token, account, inbox, request).reader()) {
            for (var next = answer.next(Message.class); next != null; next = answer.next(Message.class)) {
                found.put(next.uid().value(), answer.content().readAllBytes());
            }
        }
        return found;
    }

    private static byte[] content(long uid, String range) throws IOException {
        try (var in = messages.content(token, account, inbox, new Uid(uid), range)
                .getBody()
                .getInputStream()) {
            return in.readAllBytes();
        }
    }

    /** A message of so many octets, or the start of one. */
    private static byte[] message(int size) {
        var text = "Subject: " + size + "\r\n\r\n" + "0123456789abcdef0123456789abcdef\r\n".repeat(size / 34 + 1);
        return Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), size);
    }

    private static int headerOf(byte[] octets) {
        int end = new String(octets, StandardCharsets.US_ASCII).indexOf("\r\n\r\n");
        return end < 0 ? octets.length : end + 4;
    }

    private static byte[] slice(byte[] octets, long from, int length) {
        int start = (int) Math.min(from, octets.length);
        return Arrays.copyOfRange(octets, start, (int) Math.min((long) start + length, octets.length));
    }

    private static byte[] digest(InputStream in) throws IOException {
        try (var digested = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digested.transferTo(OutputStream.nullOutputStream());
            return digested.getMessageDigest().digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
