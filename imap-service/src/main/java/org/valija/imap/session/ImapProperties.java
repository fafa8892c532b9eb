package org.valija.imap.session;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.valija.imap.parse.Vocabulary;
import org.valija.imap.respond.Capability;
import org.valija.line.Limits;
import org.valija.line.sasl.SaslMechanismName;

/**
 * @param hostName what this server calls itself in a certificate of its own making
 * @param tlsBundle SSL bundle of Spring Boot with the certificate to show; a self-signed one is made if null or empty
 * @param listeners by name, which is part of connection ids, logs and meters; lower case
 * @param limits connections, line length and errors; the same for each listener
 * @param timeouts how long a client may take
 * @param message the largest message that APPEND takes; at least 64 KB
 * @param argument the largest literal that is not a message; at least 1 KB
 * @param capabilitiesOff names of capabilities, such as {@code QRESYNC}, that are neither announced nor enabled, whose words
 *     are not understood, and by which, where they are ways to log in, nobody can. UTF8=ACCEPT unless set: Angus Mail and
 *     JavaMail enable it where they see it, and then send what they search for in ISO 8859-1
 * @param rememberedMailboxes how much memory to spend on mailboxes that may be selected again, so that opening them needs no
 *     list of all messages, and on flags and headers of their messages; at least 1 MB
 * @param commandsBeforeLogin how many a client may give before it has logged in; at least 3
 */
@ConfigurationProperties("imap")
public record ImapProperties(
        @DefaultValue("localhost") String hostName,
        @Nullable String tlsBundle,
        Map<String, ListenerProperties> listeners,
        @DefaultValue Limits limits,
        @DefaultValue Timeouts timeouts,
        @DefaultValue("50MB") DataSize message,
        @DefaultValue("64KB") DataSize argument,
        @DefaultValue("UTF8=ACCEPT") Set<String> capabilitiesOff,
        @DefaultValue("32MB") DataSize rememberedMailboxes,
        @DefaultValue("50") int commandsBeforeLogin) {

    /** Without these no client could know how to log in. */
    private static final Set<Capability> NEVER_OFF =
            EnumSet.of(Capability.IMAP4REV1, Capability.STARTTLS, Capability.LOGINDISABLED);

    public ImapProperties {
        listeners = Map.copyOf(listeners);
        atLeast(64 * 1024, message.toBytes(), "message");
        atLeast(1024, argument.toBytes(), "argument");
        atLeast(1024 * 1024, rememberedMailboxes.toBytes(), "remembered-mailboxes");
        atLeast(3, commandsBeforeLogin, "commands-before-login");
        capabilitiesOff.forEach(ImapProperties::capabilityOff);
    }

    /** What is not offered, although we can do it. */
    Set<Capability> off() {
        var off = EnumSet.noneOf(Capability.class);
        capabilitiesOff.forEach(name -> off.add(capabilityOff(name)));
        return off;
    }

    /** What clients may write. */
    Vocabulary vocabulary() {
        return Vocabulary.without(off().stream().map(Capability::text).toList());
    }

    /** By which clients may log in: those whose capability is not off. */
    Set<SaslMechanismName> saslMechanisms() {
        var off = off();
        var on = EnumSet.allOf(SaslMechanismName.class);
        on.removeIf(name -> off.contains(Capability.valueOf("AUTH_" + name)));
        return on;
    }

    private static Capability capabilityOff(String name) {
        return Capability.named(name)
                .filter(capability -> !NEVER_OFF.contains(capability))
                .orElseThrow(() -> new IllegalArgumentException(
                        "imap.capabilities-off has a capability that can't be switched off: " + name));
    }

    private static void atLeast(long least, long value, String name) {
        if (value < least) {
            throw new IllegalArgumentException("imap." + name + " must be at least " + least + ": " + value);
        }
    }
}
