package org.valija.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;

/**
 * A name server on a free port of the loopback address, with what a test puts into it. What it does not have does not
 * exist. Safe for any thread.
 */
public final class DnsZone implements AutoCloseable {

    /** Short enough for any test to outlive, so that nothing is remembered for long. */
    private static final long TTL = 300;

    private static final int LONGEST_STRING = 255; // RFC 1035, 3.3
    private static final int LARGEST = 4096;

    private final DatagramSocket socket;
    private final Map<Name, List<Record>> records = new ConcurrentHashMap<>();
    private final Set<Name> failing = ConcurrentHashMap.newKeySet();
    private final Set<Name> asked = ConcurrentHashMap.newKeySet();

    public DnsZone() {
        try {
            socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("dns-zone").start(this::serve);
    }

    /** UDP. */
    public int port() {
        return socket.getLocalPort();
    }

    public DnsZone txt(String name, String text) {
        var strings = new ArrayList<String>();
        for (int at = 0; at < text.length(); at += LONGEST_STRING) {
            strings.add(text.substring(at, Math.min(text.length(), at + LONGEST_STRING)));
        }
        return add(new TXTRecord(name(name), DClass.IN, TTL, strings));
    }

    /** A host's address, and the name of that address. */
    public DnsZone host(String name, String address) {
        var of = InetAddress.ofLiteral(address);
        add(new PTRRecord(ReverseMap.fromAddress(of), DClass.IN, TTL, name(name)));
        return address(name, address);
    }

    /** A host's address, which has no name of its own by it. */
    public DnsZone address(String name, String address) {
        var of = InetAddress.ofLiteral(address);
        return add(
                of.getAddress().length == 4
                        ? new ARecord(name(name), DClass.IN, TTL, of)
                        : new AAAARecord(name(name), DClass.IN, TTL, of));
    }

    public DnsZone mx(String domain, int preference, String host) {
        return add(new MXRecord(name(domain), DClass.IN, TTL, preference, name(host)));
    }

    /** From now on questions about a name are answered by SERVFAIL. */
    public DnsZone fails(String name) {
        failing.add(name(name));
        return this;
    }

    /** Whether anybody asked about a name. */
    public boolean wasAsked(String name) {
        return asked.contains(name(name));
    }

    private DnsZone add(Record record) {
        records.computeIfAbsent(record.getName(), _ -> new ArrayList<>()).add(record);
        return this;
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void serve() {
        var buffer = new byte[LARGEST];
        while (!socket.isClosed()) {
            try {
                var packet = new DatagramPacket(buffer, buffer.length);
                socket.receive(packet);
                var question = new Message(Arrays.copyOf(buffer, packet.getLength()));
                var answer = answer(question).toWire(LARGEST);
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException _) {
                // Closed, or not a question
            }
        }
    }

    private Message answer(Message question) {
        var asking = question.getQuestion();
        asked.add(asking.getName());
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.getHeader().setFlag(Flags.AA);
        answer.getHeader().setFlag(Flags.RA);
        answer.addRecord(asking, Section.QUESTION);
        if (failing.contains(asking.getName())) {
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            return answer;
        }
        var known = records.get(asking.getName());
        if (known == null) {
            answer.getHeader().setRcode(Rcode.NXDOMAIN);
            return answer;
        }
        known.stream()
                .filter(record -> record.getType() == asking.getType())
                .forEach(record -> answer.addRecord(record, Section.ANSWER));
        return answer;
    }

    @Override
    public void close() {
        socket.close();
    }
}
