package org.valija.suite.e2e;

import static jakarta.mail.Flags.Flag.ANSWERED;
import static jakarta.mail.Flags.Flag.DELETED;
import static jakarta.mail.Flags.Flag.FLAGGED;
import static jakarta.mail.Flags.Flag.SEEN;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.UIDFolder;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.search.AndTerm;
import jakarta.mail.search.FlagTerm;
import jakarta.mail.search.FromStringTerm;
import jakarta.mail.search.NotTerm;
import jakarta.mail.search.OrTerm;
import jakarta.mail.search.SearchTerm;
import jakarta.mail.search.SizeTerm;
import jakarta.mail.search.SubjectTerm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Angus Mail, which most programs in Java reach mailboxes by. */
class AngusMailTest {

    private final Valija valija = Valija.shared();
    private final User user = valija.newUser();
    private final Angus angus = new Angus(valija, user);

    private IMAPStore store;

    @BeforeEach
    void connect() throws MessagingException {
        store = angus.imap();
    }

    @AfterEach
    void close() throws MessagingException {
        store.close();
    }

    @Test
    void sendsWhatImapAndPop3ThenHold() throws Exception {
        var message = new MimeMessage(angus.session());
        message.setFrom(new InternetAddress(user.address(), "Grüße", "UTF-8"));
        message.setRecipients(Message.RecipientType.TO, user.address());
        message.setSubject("Äpfel", "UTF-8");
        message.setText("Öl\r\n.\r\n", "UTF-8");
        angus.send(message);

        var inbox = open("INBOX");
        var arrived = inbox.getMessage(1);
        assertThat(arrived.getSubject()).isEqualTo("Äpfel");
        assertThat(((InternetAddress) arrived.getFrom()[0]).getPersonal()).isEqualTo("Grüße");
        assertThat(arrived.getContent()).isEqualTo("Öl\r\n.\r\n");

        try (var pop3 = angus.pop3();
                var maildrop = pop3.getFolder("INBOX")) {
            maildrop.open(Folder.READ_ONLY);
            assertThat(octets(maildrop.getMessage(1))).isEqualTo(octets(arrived));
        }
    }

    @Test
    void listsMakesRenamesSubscribesAndDeletesFolders() throws MessagingException {
        var work = store.getFolder("Work/Größe");
        assertThat(work.create(Folder.HOLDS_MESSAGES)).isTrue();
        work.setSubscribed(true);
        assertThat(names(store.getDefaultFolder().list("*"))).contains("INBOX", "Work", "Work/Größe");
        assertThat(names(store.getDefaultFolder().list("%"))).contains("Work").doesNotContain("Work/Größe");
        assertThat(names(store.getDefaultFolder().listSubscribed("*"))).contains("Work/Größe");
        assertThat(work.renameTo(store.getFolder("Moved"))).isTrue();
        assertThat(store.getFolder("Moved").exists()).isTrue();
        assertThat(store.getFolder("Moved").delete(false)).isTrue();
        assertThat(store.getFolder("Moved").exists()).isFalse();
        assertThat(store.getPersonalNamespaces()[0].getSeparator()).isEqualTo('/');
    }

    @Test
    void fetchesAProfileAtOnce() throws Exception {
        valija.deliver(user, Samples.messages());
        var inbox = open("INBOX");
        var messages = inbox.getMessages();
        var profile = new FetchProfile();
        profile.add(FetchProfile.Item.ENVELOPE);
        profile.add(FetchProfile.Item.CONTENT_INFO);
        profile.add(FetchProfile.Item.FLAGS);
        profile.add(FetchProfile.Item.SIZE);
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add("X-Mailer");
        inbox.fetch(messages, profile);
        for (int i = 0; i < messages.length; i++) {
            byte[] octets = octets(messages[i]);
            Arrived.assertIs(Samples.few().get(i), octets);
            assertThat(messages[i].getSize()).isEqualTo(octets.length);
            assertThat(inbox.getUID(messages[i])).isEqualTo(i + 1);
            var local = new MimeMessage(angus.session(), new ByteArrayInputStream(octets));
            assertThat(messages[i].getSubject()).isEqualTo(local.getSubject());
            assertThat(messages[i].getFrom()).isEqualTo(local.getFrom());
            assertThat(messages[i].getSentDate()).isEqualTo(local.getSentDate());
        }
    }

    @Test
    void changesFlagsAndExpunges() throws MessagingException {
        appendSubjects("one", "two", "three");
        var inbox = open("INBOX");
        inbox.setFlags(1, 2, new Flags(SEEN), true);
        inbox.getMessage(1).setFlag(ANSWERED, true);
        inbox.getMessage(2).setFlag(SEEN, false);
        inbox.setFlags(new int[] {3}, new Flags("$Important"), true);
        try (var other = valija.inbox(user)) {
            assertThat(other.flags())
                    .containsExactly(
                            entry(1L, List.of("\\Answered", "\\Seen")),
                            entry(2L, List.of()),
                            entry(3L, List.of("$Important")));
        }
        inbox.getMessage(2).setFlag(DELETED, true);
        assertThat(inbox.expunge()).hasSize(1);
        assertThat(subjects(inbox.getMessages())).containsExactly("one", "three");
        assertThat(inbox.getUnreadMessageCount()).isEqualTo(1);
    }

    @Test
    void copiesAndMovesWithTheNewUids() throws MessagingException {
        appendSubjects("one", "two", "three");
        store.getFolder("Copies").create(Folder.HOLDS_MESSAGES);
        store.getFolder("Moved").create(Folder.HOLDS_MESSAGES);
        var inbox = open("INBOX");
        var copies = (IMAPFolder) store.getFolder("Copies");
        var copied = inbox.copyUIDMessages(inbox.getMessages(1, 2), copies);
        assertThat(Arrays.stream(copied).map(uid -> uid.uid)).containsExactly(1L, 2L);
        var moved = inbox.moveUIDMessages(new Message[] {inbox.getMessage(3)}, store.getFolder("Moved"));
        assertThat(moved[0].uid).isEqualTo(1);
        assertThat(subjects(open("Copies").getMessages())).containsExactly("one", "two");
        assertThat(subjects(open("Moved").getMessages())).containsExactly("three");
        try (var other = valija.inbox(user)) {
            assertThat(other.uids()).containsExactly(1L, 2L);
        }
    }

    @Test
    void searchesOnTheServer() throws MessagingException {
        appendSubjects("one", "two", "=?UTF-8?Q?Gr=C3=B6=C3=9Fe?=");
        var inbox = open("INBOX");
        inbox.setFlags(2, 2, new Flags(FLAGGED), true);
        assertFinds(inbox, new SubjectTerm("TWO"), "two");
        assertFinds(inbox, new SubjectTerm("größe"), "Größe");
        assertFinds(inbox, new FlagTerm(new Flags(FLAGGED), true), "two");
        assertFinds(inbox, new NotTerm(new FlagTerm(new Flags(FLAGGED), true)), "one", "Größe");
        assertFinds(inbox, new OrTerm(new SubjectTerm("one"), new SubjectTerm("two")), "one", "two");
        assertFinds(
                inbox,
                new AndTerm(new FromStringTerm("ann@example.org"), new SizeTerm(SizeTerm.LT, 1_000_000)),
                "one",
                "two",
                "Größe");
        assertFinds(inbox, new FromStringTerm("nobody"));
    }

    @Test
    void findsMessagesByUidInAnotherSession() throws Exception {
        appendSubjects("one", "two", "three");
        long validity = open("INBOX").getUIDValidity();
        try (var other = angus.imap()) {
            var inbox = (IMAPFolder) other.getFolder("INBOX");
            inbox.open(Folder.READ_WRITE);
            assertThat(inbox.getUIDValidity()).isEqualTo(validity);
            assertThat(inbox.getUIDNext()).isEqualTo(4);
            inbox.setFlags(1, 1, new Flags(DELETED), true);
            inbox.expunge();
            assertThat(inbox.getMessageByUID(1)).isNull();
            assertThat(inbox.getMessageByUID(3).getSubject()).isEqualTo("three");
            assertThat(subjects(inbox.getMessagesByUID(2, UIDFolder.LASTUID))).containsExactly("two", "three");
        }
    }

    private void appendSubjects(String... subjects) throws MessagingException {
        var messages =
                Arrays.stream(subjects).map(Arrived::message).map(this::message).toArray(Message[]::new);
        ((IMAPFolder) store.getFolder("INBOX")).appendUIDMessages(messages);
    }

    private MimeMessage message(byte[] octets) {
        try {
            return new MimeMessage(angus.session(), new ByteArrayInputStream(octets));
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private IMAPFolder open(String name) throws MessagingException {
        var folder = (IMAPFolder) store.getFolder(name);
        folder.open(Folder.READ_WRITE);
        return folder;
    }

    private static void assertFinds(Folder folder, SearchTerm term, String... subjects) throws MessagingException {
        assertThat(subjects(folder.search(term))).containsExactly(subjects);
    }

    private static List<String> names(Folder[] folders) {
        return Arrays.stream(folders).map(Folder::getFullName).toList();
    }

    private static List<String> subjects(Message[] messages) throws MessagingException {
        var subjects = new ArrayList<String>();
        for (var message : messages) {
            subjects.add(message.getSubject());
        }
        return subjects;
    }

    private static byte[] octets(Message message) throws Exception {
        if (message instanceof IMAPMessage imap) {
            imap.setPeek(true);
        }
        var octets = new ByteArrayOutputStream();
        message.writeTo(octets);
        return octets.toByteArray();
    }
}
