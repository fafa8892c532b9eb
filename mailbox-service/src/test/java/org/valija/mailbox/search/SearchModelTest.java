package org.valija.mailbox.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.UidSet;
import org.valija.mailbox.api.UidSetBuilder;
import org.valija.mailbox.api.message.Flags;
import org.valija.mailbox.api.message.SearchCriteria;
import org.valija.mailbox.api.message.SearchCriteria.And;
import org.valija.mailbox.api.message.SearchCriteria.Body;
import org.valija.mailbox.api.message.SearchCriteria.HasFlag;
import org.valija.mailbox.api.message.SearchCriteria.HasKeyword;
import org.valija.mailbox.api.message.SearchCriteria.Header;
import org.valija.mailbox.api.message.SearchCriteria.Larger;
import org.valija.mailbox.api.message.SearchCriteria.Not;
import org.valija.mailbox.api.message.SearchCriteria.Or;
import org.valija.mailbox.api.message.SearchCriteria.Received;
import org.valija.mailbox.api.message.SearchCriteria.Smaller;
import org.valija.mailbox.api.message.SearchCriteria.Text;
import org.valija.mailbox.api.message.SearchCriteria.Uids;
import org.valija.mailbox.api.message.SearchCriteria.When;
import org.valija.mailbox.api.message.SystemFlag;
import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.TestUser;
import org.valija.mailbox.testing.TextIndexing;

/** Whatever is searched for, indexed or not, the answer is what looking at each message in turn would give. */
class SearchModelTest {

    private static final int MESSAGES = 60;
    private static final int SEARCHES = 250;
    private static final List<String> WORDS = List.of(
            "lunch",
            "Lunchbox",
            "straße",
            "STRASSE",
            "café",
            "cafe\u0301",
            "会議室",
            "会議",
            "рынок",
            "РЫНКЕ",
            "ab",
            "a",
            "100%",
            "under_score",
            "back\\slash",
            "(paren)",
            "x*y",
            "ﬁne",
            "Ἀθῆναι",
            "z\u0323\u0301",
            "日本",
            "no");

    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final Random RANDOM = new Random(SEED);
    private static MailboxServer server;
    private static TestUser ann;
    private static MailboxId inbox;
    private static final TreeMap<Long, Mail> MODEL = new TreeMap<>();

    /** What somebody wrote, before it became a message. */
    private record Mail(
            String subject, String tag, String body, List<String> fields, Flags flags, Instant received, int size) {}

    @BeforeAll
    static void start() {
        System.out.println("SearchModelTest: -Dseed=" + SEED);
        // So short that some texts are cut
        server = TextIndexing.server("mailbox.text.longest=1000");
        ann = TestUser.create(server, "ann@model.example", 0);
        inbox = ann.id("INBOX");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void searchesGiveWhatAModelGives() {
        for (int i = 0; i < MESSAGES / 2; i++) {
            append();
        }
        compare("nothing is indexed");
        TextIndexing.finish(server);
        compare("all is indexed");
        for (int i = 0; i < MESSAGES / 2; i++) {
            append();
        }
        compare("half is indexed");
        ann.copy(inbox, "1:20", "Archive");
        ann.expunge(inbox, "1:" + MESSAGES);
        MODEL.values().removeIf(mail -> mail.flags.has(SystemFlag.DELETED));
        TextIndexing.finish(server);
        compare("all is indexed, some copied and some expunged");
    }

    private static void compare(String state) {
        for (int i = 0; i < SEARCHES; i++) {
            var criteria = criteria(4);
            var expected = new UidSetBuilder();
            MODEL.forEach((uid, mail) -> {
                if (matches(criteria, uid, mail)) {
                    expected.add(uid);
                }
            });
            assertThat(ann.search(inbox, criteria))
                    .as("seed %d, %s: %s", SEED, state, criteria)
                    .isEqualTo(expected.build());
        }
    }

    private static void append() {
        var keywords = RANDOM.nextBoolean() ? List.of("Work") : List.<String>of();
        var system = EnumSet.noneOf(SystemFlag.class);
        for (var flag : SystemFlag.values()) {
            if (RANDOM.nextInt(4) == 0) {
                system.add(flag);
            }
        }
        var flags = Flags.of(system, keywords);
        var received = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(RANDOM.nextInt(10 * 86_400));
        var subject = text(3);
        var tag = text(2);
        var body = text(RANDOM.nextInt(10) == 0 ? 400 : 12);
        var message = message(subject, tag, body);
        var fields = message.lines()
                .filter(line -> line.matches("(MIME|Content)-[^:]*: .*"))
                .toList();
        var mail =
                new Mail(subject, tag, body, fields, flags, received, message.getBytes(StandardCharsets.UTF_8).length);
        long uid = ann.append("INBOX", message, flags, received).uids().min();
        MODEL.put(uid, mail);
    }

    private static String message(String subject, String tag, String body) {
        var header =
                "Subject: " + encodedWord(subject) + "\r\nX-Tag: " + encodedWord(tag) + "\r\nMIME-Version: 1.0\r\n";
        return switch (RANDOM.nextInt(4)) {
            case 0 -> header + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body;
            case 1 ->
                header + "Content-Type: text/plain; charset=utf-16be\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_16BE));
            case 2 ->
                header + "Content-Type: text/html; charset=utf-8\r\n\r\n<style>lunch</style><p class=\"lunch\">"
                        + body.replace(" ", "<br>\r\n");
            default ->
                header + "Content-Type: multipart/mixed; boundary=bb\r\n\r\nlunch\r\n--bb\r\n"
                        + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n--bb--\r\n";
        };
    }

    private static String encodedWord(String text) {
        var words = new ArrayList<String>();
        for (var word : text.split(" ")) {
            words.add("=?utf-8?B?"
                    + Base64.getEncoder()
                            .encodeToString((words.isEmpty() ? word : " " + word).getBytes(StandardCharsets.UTF_8))
                    + "?=");
        }
        return String.join("\r\n ", words);
    }

    private static String text(int words) {
        var text = new ArrayList<String>();
        for (int i = 0; i < words; i++) {
            text.add(word());
        }
        return String.join(" ", text);
    }

    private static String word() {
        return WORDS.get(RANDOM.nextInt(WORDS.size()));
    }

    private static SearchCriteria criteria(int depth) {
        return switch (RANDOM.nextInt(depth == 0 ? 9 : 13)) {
            case 0 -> new HasFlag(SystemFlag.values()[RANDOM.nextInt(5)]);
            case 1 -> new HasKeyword("WORK");
            case 2 -> new Received(When.values()[RANDOM.nextInt(3)], LocalDate.of(2026, 3, 1 + RANDOM.nextInt(10)));
            case 3 -> RANDOM.nextBoolean() ? new Larger(RANDOM.nextInt(600)) : new Smaller(RANDOM.nextInt(600));
            case 4 -> new Uids(UidSet.parse("3:9," + (10 + RANDOM.nextInt(20)) + ":" + (20 + RANDOM.nextInt(40))));
            case 5 -> new Header("Subject", needle());
            case 6 -> new Header("x-tag", RANDOM.nextInt(5) == 0 ? "" : needle());
            case 7 -> new Text(needle());
            case 8 -> new Body(needle());
            case 9, 10 -> new And(some(depth));
            case 11 -> new Or(some(depth));
            default -> new Not(criteria(depth - 1));
        };
    }

    private static List<SearchCriteria> some(int depth) {
        var some = new ArrayList<SearchCriteria>();
        for (int i = RANDOM.nextInt(4); i > 0; i--) {
            some.add(criteria(depth - 1));
        }
        return some;
    }

    private static String needle() {
        var text = RANDOM.nextBoolean() ? word() : word() + " " + word();
        if (RANDOM.nextInt(3) == 0 && text.length() > 1) {
            int from = RANDOM.nextInt(text.length() - 1);
            text = text.substring(from, from + 1 + RANDOM.nextInt(text.length() - from));
        }
        text = text.isBlank() ? word() : text.strip();
        return RANDOM.nextBoolean() ? text : text.toUpperCase(Locale.ROOT);
    }

    private static boolean matches(SearchCriteria criteria, long uid, Mail mail) {
        return switch (criteria) {
            case And(var all) -> all.stream().allMatch(part -> matches(part, uid, mail));
            case Or(var any) -> any.stream().anyMatch(part -> matches(part, uid, mail));
            case Not(var part) -> !matches(part, uid, mail);
            case HasFlag(var flag) -> mail.flags.has(flag);
            case HasKeyword _ -> !mail.flags.keywords().isEmpty();
            case Received(var when, var date) -> {
                int order = mail.received.atOffset(ZoneOffset.UTC).toLocalDate().compareTo(date);
                yield switch (when) {
                    case BEFORE -> order < 0;
                    case ON -> order == 0;
                    case SINCE -> order >= 0;
                };
            }
            case Larger(long octets) -> mail.size > octets;
            case Smaller(long octets) -> mail.size < octets;
            case Uids(var uids) -> uids.contains(uid);
            case Header(var name, var text) -> contains(name.equals("Subject") ? mail.subject : mail.tag, text);
            case Body(var text) -> contains(mail.body, text);
            case Text(var text) ->
                contains(mail.body, text)
                        || contains("Subject: " + mail.subject, text)
                        || contains("X-Tag: " + mail.tag, text)
                        || mail.fields.stream().anyMatch(field -> contains(field, text));
            default -> throw new IllegalArgumentException(criteria.toString());
        };
    }

    private static boolean contains(String text, String part) {
        return fold(text).contains(fold(part));
    }

    private static String fold(String text) {
        return Normalizer.normalize(
                Normalizer.normalize(text, Normalizer.Form.NFKD).toUpperCase(Locale.ROOT), Normalizer.Form.NFKD);
    }
}
