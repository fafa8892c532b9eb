package org.valija.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One connection after the other, each for so many messages. MAIL, RCPT and DATA go out together where the server says
 * PIPELINING, as mail servers do it; the message follows its 354.
 */
final class TransferClient implements LoadClient {

    private static final byte[] DATA = "DATA\r\n".getBytes(StandardCharsets.US_ASCII);

    private final String hello;
    private final boolean answersEach;
    private final LoadOptions options;
    private final int recipients;
    private final int messages;
    private final byte[] mail;
    private final List<byte[]> rcpt;
    private final LoadMessage message;
    private final boolean mayPipeline;
    private Wire wire;
    private boolean pipelining;
    /** On this connection. */
    private int sent;

    /**
     * @param hello {@code EHLO} or {@code LHLO}
     * @param answersEach whether each recipient has an answer of its own after the message: RFC 2033, 4.2
     */
    TransferClient(String hello, boolean answersEach, LoadOptions options, TransferOptions transfer) {
        this.hello = hello;
        this.answersEach = answersEach;
        this.options = options;
        this.recipients = Math.min(transfer.recipients, transfer.to.size());
        this.messages = transfer.messages;
        this.mail = ascii("MAIL FROM:<" + transfer.from + ">\r\n");
        this.rcpt = transfer.to.stream()
                .map(address -> ascii("RCPT TO:<" + address + ">\r\n"))
                .toList();
        this.message = new LoadMessage(transfer.size, ".\r\n");
        this.mayPipeline = transfer.pipelining;
        this.wire = connect();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private Wire connect() {
        var connected = new Wire(options.host, options.port);
        expect(connected, "220");
        connected.send(hello + " load.example.org");
        pipelining = false;
        boolean more = true;
        while (more) {
            connected.receive();
            if (!connected.starts("250")) {
                throw new IllegalStateException(connected.text());
            }
            pipelining |= mayPipeline && connected.has(4, "PIPELINING");
            more = connected.at(3) == '-';
        }
        return connected;
    }

    @Override
    public long operation(long number) {
        if (sent == messages) {
            wire.send("QUIT");
            expect(wire, "221");
            wire.close();
            wire = connect();
            sent = 0;
        }
        sent++;
        command(mail, "250");
        for (int i = 0; i < recipients; i++) {
            command(rcpt.get((int) ((number + i) % rcpt.size())), "250");
        }
        command(DATA, "354");
        if (pipelining) {
            wire.flush();
            expect(wire, "250");
            for (int i = 0; i < recipients; i++) {
                expect(wire, "250");
            }
            expect(wire, "354");
        }
        wire.put(message.number(number)).flush();
        for (int i = 0; i < (answersEach ? recipients : 1); i++) {
            expect(wire, "250");
        }
        return recipients;
    }

    private void command(byte[] command, String code) {
        wire.put(command);
        if (!pipelining) {
            wire.flush();
            expect(wire, code);
        }
    }

    /** Reads a reply of any number of lines. */
    private static void expect(Wire wire, String code) {
        do {
            wire.receive();
        } while (wire.at(3) == '-');
        if (!wire.starts(code)) {
            throw new IllegalStateException("expected " + code + ", got " + wire.text());
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
