package org.valija.smtp.judge;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.List;

/**
 * Where scanners of content are plugged in: each bean of this type is asked about each message that is judged, one after
 * the other in the order of the beans, once the message is here and before anybody has heard {@code 250}. It is asked by many
 * threads at once.
 */
public interface ContentFilter {

    /**
     * Looks at a message. Whatever it throws, and no answer within {@code smtp.judge.filter-timeout}, puts the message off: the
     * sender is told to try again.
     *
     * @throws IOException if the filter can't say, as what it needs is away
     */
    Opinion judge(Candidate message) throws IOException;

    /**
     * A message that may be refused.
     *
     * @param traceId by which logs and events name it
     * @param helo what the client called itself
     * @param reversePath empty for a notice
     * @param recipients at least one
     * @param content opens it from the first octet of its header, as it came but for results of authentication in our name;
     *     to be closed by the filter
     */
    record Candidate(
            String traceId,
            InetAddress client,
            String helo,
            String reversePath,
            List<String> recipients,
            Content content) {

        public Candidate {
            recipients = List.copyOf(recipients);
        }
    }

    /** Where a message can be read, as often as it takes. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /**
     * What a filter makes of a message.
     *
     * @param verdict to be done at least; one of {@link Verdict.Action#REJECT} or {@link Verdict.Action#DEFER} is final, and no
     *     other filter is asked
     * @param weight added to what else is known against the message; 0 for nothing, negative for what speaks for it
     * @param fields to stand in front of it
     */
    record Opinion(Verdict verdict, int weight, List<Field> fields) {

        /** Nothing to say. */
        public static final Opinion NONE = new Opinion(Verdict.ACCEPT, 0, List.of());

        public Opinion {
            fields = List.copyOf(fields);
        }
    }

    /**
     * A header field.
     *
     * @param name visible US-ASCII without a colon: RFC 5322, 2.2
     * @param value is folded, and what is not fit for a field becomes a question mark
     */
    record Field(String name, String value) {

        public Field {
            if (!name.matches("[!-9;-~]{1,76}")) {
                throw new IllegalArgumentException("no name of a field: " + name);
            }
        }
    }
}
