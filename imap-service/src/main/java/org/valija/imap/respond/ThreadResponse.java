package org.valija.imap.respond;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.valija.mailbox.api.message.MessageThread;

/**
 * {@code thread-data = "THREAD" [SP 1*thread-list]}: conversations of any number and depth.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5256.html#section-4">RFC 5256, 4, THREAD Response</a>
 */
public final class ThreadResponse {

    private final Responses out;
    private final LongUnaryOperator numbering;
    private final ResponseLine line;

    /** @param numbering makes of a UID the number to tell */
    public ThreadResponse(Responses out, LongUnaryOperator numbering) {
        this.out = out;
        this.numbering = numbering;
        this.line = out.line().raw("* THREAD");
    }

    public void write(List<MessageThread> threads) throws IOException {
        if (!threads.isEmpty()) {
            line.sp();
        }
        for (var thread : threads) {
            thread(thread);
            out.sendIfLong(line);
        }
        out.untagged(line.crlf());
    }

    /** A message that is being written, with what is below it. */
    private static final class Open {
        final int depth;
        final int children;
        final boolean isMessage;
        final boolean inParentheses;

        Open(int depth, int children, boolean isMessage, boolean inParentheses) {
            this.depth = depth;
            this.children = children;
            this.isMessage = isMessage;
            this.inParentheses = inParentheses;
        }
    }

    /** {@code thread-list = "(" (thread-members / thread-nested) ")"}: parentheses stand where there is a choice. */
    private void thread(MessageThread thread) {
        var children = children(thread.depths());
        var open = new ArrayDeque<Open>();
        for (int i = 0; i < thread.uids().length; i++) {
            close(open, thread.depths()[i]);
            var parent = open.peek();
            boolean inParentheses = parent == null || parent.children > 1;
            if (parent != null && parent.isMessage && isFirst(thread, i)) {
                line.sp();
            }
            line.raw(inParentheses ? "(" : "");
            long uid = thread.uids()[i];
            if (uid != 0) {
                line.number(numbering.applyAsLong(uid));
            }
            open.push(new Open(thread.depths()[i], children[i], uid != 0, inParentheses));
        }
        close(open, 0);
    }

    /** Whether a message is the first child of the one before it. */
    private static boolean isFirst(MessageThread thread, int i) {
        return thread.depths()[i] > thread.depths()[i - 1];
    }

    /** Closes what is not above a message of that depth. */
    private void close(ArrayDeque<Open> open, int depth) {
        for (var last = open.peek(); last != null && last.depth >= depth; last = open.peek()) {
            line.raw(last.inParentheses ? ")" : "");
            open.pop();
        }
    }

    /** How many children each message has. */
    private static int[] children(int[] depths) {
        var children = new int[depths.length];
        var above = new int[depths.length + 1];
        for (int i = 0; i < depths.length; i++) {
            above[depths[i]] = i;
            if (depths[i] > 0) {
                children[above[depths[i] - 1]]++;
            }
        }
        return children;
    }
}
