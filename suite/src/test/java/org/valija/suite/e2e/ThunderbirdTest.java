package org.valija.suite.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.valija.suite.Port;
import org.valija.testkit.Corpus;
import org.valija.testkit.Eventually;
import org.valija.testkit.Sample;
import tools.jackson.databind.JsonNode;

/** Thunderbird, driven by its automation: one program, and an account of its own for each test. */
class ThunderbirdTest {

    /** It does much in its own time, and may share its machine. */
    private static final Eventually PATIENCE = Eventually.within(Duration.ofSeconds(60));

    @AutoClose
    private static Thunderbird thunderbird;

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();

    @AutoClose
    private final TestImap imap = valija.inbox(user);

    private String account = "";

    @BeforeAll
    static void start(@TempDir Path home) throws IOException {
        // One after the other, as both have much to do at their start
        Valija.shared();
        thunderbird = Thunderbird.start(home);
    }

    @AfterEach
    void removeAccount() {
        if (!account.isEmpty()) {
            thunderbird.call("removeAccount", account);
        }
    }

    @Test // RFC 6154
    void findsTheFoldersAndWhatTheyAreFor() throws IOException {
        imap.ok("CREATE Work/Gr&APYA3w-e");
        imap.ok("SUBSCRIBE Work/Gr&APYA3w-e");
        logIn();
        assertThat(folders())
                .containsOnly(
                        entry("INBOX", "INBOX"),
                        entry("Drafts", "DRAFTS"),
                        entry("Sent", "SENT"),
                        entry("Junk", "JUNK"),
                        entry("Trash", "TRASH"),
                        entry("Archive", "ARCHIVE"),
                        entry("Work", ""),
                        entry("Work/Größe", ""));
    }

    @Test
    void bringsMessagesWithTheirOctets() throws IOException {
        valija.deliver(user, Samples.messages());
        logIn();
        imap.ok("NOOP");
        var bodies = imap.bodies();
        var shown = awaitMessages("INBOX", bodies.size());
        bodies.forEach((uid, octets) -> {
            assertThat(shown.get(uid).get("size").asInt()).isEqualTo(octets.length);
            Arrived.assertSame(octets, octets("INBOX", uid));
        });
        // Without being asked it brings all, so that they can be read without a connection
        awaitKept();
    }

    @Test
    void showsTheTextAndTheAttachmentsAndMarksWhatIsRead() throws IOException {
        valija.deliver(
                user,
                Stream.of("plain-ascii", "mixed-attachments")
                        .map(Corpus::named)
                        .map(Sample::bytes)
                        .toList());
        logIn();
        awaitMessages("INBOX", 2);
        assertThat(thunderbird.call("open", account, "INBOX", 2).asString())
                .contains("Invoice", "The invoice is attached.");
        imap.ok("NOOP");
        var content = thunderbird.call("content", account, "INBOX", 2);
        assertThat(content.get("text").asString()).isEqualTo("The invoice is attached.");
        var attachments = content.get("attachments");
        assertThat(attachments)
                .extracting(each -> each.get("name").asString())
                .containsExactly("invoice.pdf", "items.csv", "Part 1.4");
        for (int part : List.of(2, 4)) {
            var octets = attachments.get(part - 2).get("octets").asString().getBytes(ISO_8859_1);
            assertThat(octets).isEqualTo(Base64.getMimeDecoder().decode(imap.body(2, "[" + part + "]")));
        }
        awaitFlags(Map.of(1L, List.of(), 2L, List.of("\\Seen")));
    }

    @Test // RFC 2177
    void hearsOfNewMailAndOfWhatOthersDo() throws IOException {
        valija.deliver(user, Arrived.message("first"));
        logIn();
        // Then it has nothing more to do but wait
        awaitKept();
        valija.deliver(user, Arrived.message("second"));
        assertThat(awaitMessages("INBOX", 2).get(2L).get("subject").asString()).isEqualTo("second");
        imap.ok("NOOP");
        imap.ok("UID STORE 2 +FLAGS (\\Seen \\Flagged $label2)");
        imap.ok("UID STORE 1 +FLAGS (\\Deleted)");
        imap.ok("EXPUNGE");
        var left = awaitMessages("INBOX", 1);
        assertThat(left).containsOnlyKeys(2L);
        PATIENCE.untilPasses("it has the flags", () -> {
            var message = messages("INBOX").get(2L);
            assertThat(message.get("read").asBoolean()).isTrue();
            assertThat(message.get("flagged").asBoolean()).isTrue();
            assertThat(message.get("tags")).extracting(JsonNode::asString).containsExactly("$label2");
        });
    }

    @Test
    void carriesFlagsTagsCopiesMovesAndDeletions() throws IOException {
        Stream.of("one", "two", "three", "four", "five")
                .map(Arrived::message)
                .forEach(one -> valija.deliver(user, one));
        logIn();
        awaitMessages("INBOX", 5);
        imap.ok("NOOP");
        var bodies = imap.bodies();
        thunderbird.call("markRead", account, "INBOX", 1);
        thunderbird.call("markFlagged", account, "INBOX", 2);
        thunderbird.call("tag", account, "INBOX", 2, "$label1");
        thunderbird.call("markAnswered", account, "INBOX", 1);
        awaitFlags(Map.of(
                1L, List.of("\\Answered", "\\Seen"),
                2L, List.of("$label1", "\\Flagged"),
                3L, List.of(),
                4L, List.of(),
                5L, List.of()));
        thunderbird.call("copy", account, "INBOX", 1, "Archive", false);
        thunderbird.call("copy", account, "INBOX", 3, "Archive", true);
        thunderbird.call("remove", account, "INBOX", 4);
        awaitFlags(Map.of(1L, List.of("\\Answered", "\\Seen"), 2L, List.of("$label1", "\\Flagged"), 5L, List.of()));
        imap.ok("SELECT Archive");
        assertThat(imap.bodies().values()).containsExactly(bodies.get(1L), bodies.get(3L));
        assertThat(imap.flags()).containsEntry(1L, List.of("\\Answered", "\\Seen"));
        imap.ok("SELECT Trash");
        assertThat(imap.bodies().values()).containsExactly(bodies.get(4L));
    }

    @Test
    void makesRenamesAndDeletesFolders() throws IOException {
        logIn();
        thunderbird.call("createFolder", account, "Größe");
        awaitFolder("Größe");
        assertThat(imap.ok("LIST \"\" Gr*").lines()).containsExactly("LIST (\\HasNoChildren) \"/\" Gr&APYA3w-e");
        thunderbird.call("renameFolder", account, "Größe", "Maße");
        awaitFolder("Maße");
        assertThat(imap.ok("LIST \"\" Gr*").lines()).isEmpty();
        assertThat(imap.ok("LSUB \"\" M*").lines()).containsExactly("LSUB () \"/\" Ma&AN8-e");
        thunderbird.call("deleteFolder", account, "Maße");
        awaitFolder("Trash/Maße");
        assertThat(imap.ok("LIST \"\" *Ma&AN8-e").lines())
                .containsExactly("LIST (\\HasNoChildren) \"/\" Trash/Ma&AN8-e");
    }

    @Test
    void searchesOnTheServer() throws IOException {
        Stream.of("one", "two", "=?UTF-8?Q?Gr=C3=B6=C3=9Fe?=")
                .map(Arrived::message)
                .forEach(one -> valija.deliver(user, one));
        logIn();
        awaitMessages("INBOX", 3);
        assertThat(search("Subject", "größe")).containsExactly("Größe");
        assertThat(search("Body", "this is two")).containsExactly("two");
        assertThat(search("Sender", "Ann Ex")).containsExactly("one", "two", "Größe");
        assertThat(search("Subject", "nothing")).isEmpty();
    }

    @Test
    void sendsWithACopyAndKeepsDrafts(@TempDir Path folder) throws IOException {
        byte[] octets = {0, 1, 2, '\n', (byte) 0xff};
        var file = Files.write(folder.resolve("data.bin"), octets);
        var recipient = valija.newUser();
        logIn();
        compose(recipient, "Grüße", "Öl\n.\n", file.toString(), false);
        compose(recipient, "Later", "Not yet.\n", "", true);
        try (var theirs = valija.inbox(recipient)) {
            imap.ok("SELECT Sent");
            assertThat(imap.flags().values()).containsExactly(List.of("\\Seen"));
            var sent = imap.body(1, "[]");
            Arrived.assertSame(sent, Arrived.withoutTrace(theirs.body(1, "[]")));
            assertThat(Outline.of(theirs.fetch("1", "BODYSTRUCTURE").getFirst().item("BODYSTRUCTURE")))
                    .isEqualTo("mixed(text/plain,application/octet-stream)");
            assertThat(theirs.body(1, "[1]")).isEqualTo("Öl\r\n.".getBytes(UTF_8));
            assertThat(Base64.getMimeDecoder().decode(theirs.body(1, "[2]"))).isEqualTo(octets);
        }
        imap.ok("SELECT Drafts");
        assertThat(imap.flags().values()).containsExactly(List.of("\\Draft"));
        assertThat(imap.body(1, "[TEXT]")).asString().isEqualTo("Not yet.\r\n");
    }

    @Test
    void takesMailByPop3() throws IOException {
        valija.deliver(user, Samples.messages());
        imap.ok("NOOP");
        var bodies = imap.bodies();
        logIn("pop3", Port.POP3S);
        var taken = awaitMessages("INBOX", bodies.size());
        // Its numbers of the messages are its own, in the order of ours
        var numbers = List.copyOf(taken.keySet()).iterator();
        bodies.values()
                .forEach(octets ->
                        Arrived.assertSame(Arrived.withLf(octets), Arrived.withLf(octets("INBOX", numbers.next()))));
        imap.ok("NOOP");
        assertThat(imap.uids()).isEmpty();
    }

    /** Makes an account, and asks for new mail a first time. */
    private void logIn(String type, Port port) throws IOException {
        var pem = Files.readString(Path.of(valija.certificate()));
        account = thunderbird
                .call(
                        "account",
                        type,
                        valija.port(port),
                        valija.port(Port.SUBMISSIONS),
                        user.address(),
                        user.password(),
                        pem.replaceAll("-----[^-]+-----|\\s", ""))
                .asString();
        thunderbird.call("getNewMail", account);
    }

    private void logIn() throws IOException {
        logIn("imap", Port.IMAPS);
    }

    private void compose(User to, String subject, String text, String attachment, boolean draft) {
        thunderbird.call("compose", account, to.address(), subject, text, attachment, draft);
    }

    private List<String> search(String attribute, String text) {
        return thunderbird
                .call("search", account, "INBOX", attribute, text)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    /** What each folder is for, by its path. */
    private Map<String, String> folders() {
        var uses = new TreeMap<String, String>();
        thunderbird
                .call("folders", account)
                .properties()
                .forEach(each -> uses.put(each.getKey(), each.getValue().asString()));
        return uses;
    }

    private void awaitFolder(String path) {
        PATIENCE.until(path + " is there", () -> folders().containsKey(path));
    }

    /** What it knows of a folder's messages, by UID. */
    private Map<Long, JsonNode> messages(String folder) {
        var messages = new TreeMap<Long, JsonNode>();
        for (var message : thunderbird.call("messages", account, folder)) {
            messages.put(message.get("uid").asLong(), message);
        }
        return messages;
    }

    private Map<Long, JsonNode> awaitMessages(String folder, int count) {
        return PATIENCE.get(count + " messages in " + folder, () -> messages(folder), shown -> shown.size() == count);
    }

    /** Waits until it has taken the content of all messages in INBOX. */
    private void awaitKept() {
        PATIENCE.until("all are kept", () -> {
            var messages = messages("INBOX").values();
            return !messages.isEmpty()
                    && messages.stream().allMatch(message -> message.get("kept").asBoolean());
        });
    }

    private byte[] octets(String folder, long uid) {
        return thunderbird.call("octets", account, folder, uid).asString().getBytes(ISO_8859_1);
    }

    /** Waits until the selected mailbox has these flags, by UID. */
    private void awaitFlags(Map<Long, List<String>> flags) {
        PATIENCE.untilPasses("the server has the flags", () -> {
            imap.ok("NOOP");
            assertThat(imap.flags()).isEqualTo(flags);
        });
    }
}
