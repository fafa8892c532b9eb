package org.valija.imap.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.valija.imap.parse.Arguments;
import org.valija.imap.parse.Chars;
import org.valija.imap.parse.CommandLines;
import org.valija.imap.parse.Literal;
import org.valija.imap.parse.SyntaxException;
import org.valija.imap.parse.Vocabulary;
import org.valija.imap.respond.Capability;
import org.valija.imap.respond.Responses;
import org.valija.line.LineConnection;
import org.valija.line.LineException;

/**
 * Reads commands line by line and literal by literal, no further than they make sense: a literal that a client waits to
 * send is asked for only when all before it was right.
 */
final class CommandReader implements CommandLines {

    /** A literal that was sent without asking, and is not wanted, is read past up to so many times its limit. */
    private static final int PATIENCE = 4;

    /** Octets of the largest literal that may come unasked without LITERAL+: RFC 7888, 5. */
    private static final long LITERAL_MINUS = 4096;

    private final LineConnection connection;
    private final Responses out;
    private final ImapProperties properties;
    private final long mostUnasked;
    private final Vocabulary vocabulary;

    private String line = "";
    /** Whether the literal at the end of the line has been asked for or come. */
    private boolean literalTaken;

    private @Nullable InputStream message;
    private long argumentOctets;

    CommandReader(LineConnection connection, Responses out, ImapProperties properties) {
        this.connection = connection;
        this.out = out;
        this.properties = properties;
        vocabulary = properties.vocabulary();
        mostUnasked = properties.off().contains(Capability.LITERAL_PLUS) ? LITERAL_MINUS : Long.MAX_VALUE;
    }

    /** The first line of the next command. */
    Arguments next() throws IOException {
        line = "";
        literalTaken = false;
        argumentOctets = 0;
        line = connection.readLine().latin1();
        return new Arguments(line, this, out.enabled().names(), vocabulary);
    }

    @Override
    public byte[] argument(Literal literal) {
        argumentOctets += literal.size();
        // Checked twice, as the sum may be beyond any number
        long limit = properties.argument().toBytes();
        if (literal.size() > limit || argumentOctets > 2 * limit) {
            throw new SyntaxException.LiteralTooBig();
        }
        try {
            take(literal);
            return connection.readBytes((int) literal.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream message(Literal literal) {
        try {
            take(literal);
            message = connection.literal(literal.size());
            return message;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void take(Literal literal) throws IOException {
        if (!literal.synchronizing() && literal.size() > mostUnasked) {
            throw new SyntaxException.LiteralTooBig();
        }
        if (literal.synchronizing()) {
            out.continuation("Ready for the literal");
        }
        literalTaken = true;
    }

    @Override
    public String nextLine() {
        try {
            message = null;
            // What is no line has been read to its end all the same: nothing more of the command is to come
            literalTaken = false;
            line = "";
            // It may be the password of LOGIN
            line = connection.readSecretLine(properties.limits().line()).latin1();
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads past what is left of a command that was given up.
     *
     * @return false if that is too much: the connection can only be closed
     */
    boolean finish() throws IOException {
        if (message != null) {
            message.transferTo(OutputStream.nullOutputStream());
        }
        try {
            if (literalTaken) {
                nextLine();
            }
            for (long size = nonSynchronizing(); size >= 0; size = nonSynchronizing()) {
                if (size > PATIENCE * properties.message().toBytes()) {
                    return false;
                }
                connection.literal(size).transferTo(OutputStream.nullOutputStream());
                nextLine();
            }
            return true;
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof LineException) {
                // Read to its end, which is all that was wanted
                return true;
            }
            throw e.getCause();
        }
    }

    /** The size of the literal that follows the line unasked; -1 if none does. */
    private long nonSynchronizing() {
        int brace = line.lastIndexOf('{');
        if (brace < 0 || !line.endsWith("+}")) {
            return -1;
        }
        var digits = line.substring(brace + 1, line.length() - 2);
        if (digits.isEmpty() || !digits.chars().allMatch(Chars::isDigit)) {
            return -1;
        }
        // More digits than a number of 63 bits has are no less too large
        return digits.length() > 18 ? Long.MAX_VALUE : Long.parseLong(digits);
    }
}
