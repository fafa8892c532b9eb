package org.valija.imap.respond;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.PrimitiveIterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * All that goes to one client. Data goes at once; the tagged response of a command waits until {@link #complete}, so that
 * what others changed meanwhile can be told before it.
 */
public final class Responses {

    private static final int ENOUGH = 8 * 1024;

    private final Output out;
    private final Enabled enabled = new Enabled();
    private String tag = Status.UNTAGGED;
    private @Nullable Supplier<Status> completion;
    private @Nullable Condition answer;

    public Responses(Output out) {
        this.out = out;
    }

    /** What the client has switched on: some responses are other ones then. */
    public Enabled enabled() {
        return enabled;
    }

    /** A response to be put together, and given to {@link #untagged(ResponseLine)}. */
    public ResponseLine line() {
        return new ResponseLine(enabled);
    }

    /** The command with that tag is answered from now on. */
    public void begin(String tag) {
        this.tag = tag;
        completion = null;
        answer = null;
    }

    public void ok(String text) {
        complete(Condition.OK, null, text);
    }

    public void ok(ResponseCode code, String text) {
        complete(Condition.OK, code, text);
    }

    /**
     * OK, with a code that is not known before what others changed has been told.
     *
     * @param code asked for when the response is sent
     */
    public void ok(Supplier<ResponseCode> code, String text) {
        var tag = this.tag;
        answer = Condition.OK;
        completion = () -> new Status(tag, Condition.OK, code.get(), text);
    }

    public void no(@Nullable ResponseCode code, String text) {
        complete(Condition.NO, code, text);
    }

    public void no(Refusal refusal) {
        complete(Condition.NO, refusal.code(), refusal.text());
    }

    public void bad(@Nullable ResponseCode code, String text) {
        complete(Condition.BAD, code, text);
    }

    private void complete(Condition condition, @Nullable ResponseCode code, String text) {
        answer = condition;
        var status = new Status(tag, condition, code, text);
        completion = () -> status;
    }

    /** What the command came to; null if to nothing yet. */
    public @Nullable Condition answer() {
        return answer;
    }

    /** Sends the tagged response, if the command came to one. */
    public void complete() throws IOException {
        if (completion != null) {
            write(completion.get());
            completion = null;
        }
        tag = Status.UNTAGGED;
    }

    /** An untagged OK, which informs. */
    public void untaggedOk(ResponseCode code, String text) throws IOException {
        write(new Status(Status.UNTAGGED, Condition.OK, code, text));
    }

    /** The server's greeting. */
    public void greeting(ResponseCode code) throws IOException {
        untaggedOk(code, "Valija ready");
    }

    /**
     * The account is full, or nearly so: RFC 9208, 4.3.1. Nothing is told for 0.
     *
     * @param percent of the quota in use
     */
    public void full(int percent) throws IOException {
        if (percent >= 100) {
            write(new Status(Status.UNTAGGED, Condition.NO, ResponseCode.OVERQUOTA, "Mailbox is full"));
        } else if (percent > 0) {
            untaggedOk(ResponseCode.ALERT, "Mailbox is " + percent + " percent full");
        }
    }

    /** We are about to close. */
    public void bye(@Nullable ResponseCode code, String text) throws IOException {
        write(new Status(Status.UNTAGGED, Condition.BYE, code, text));
    }

    private void write(Status status) throws IOException {
        out.write(line().raw(status.toString()).crlf().take());
    }

    /** {@code capability-data} */
    public void capabilities(Capabilities capabilities) throws IOException {
        untagged("CAPABILITY " + capabilities);
    }

    /** {@code enable-data} */
    public void enabled(Collection<Capability> capabilities) throws IOException {
        var line = line().raw("* ENABLED");
        capabilities.forEach(capability -> line.sp().raw(capability.text()));
        untagged(line.crlf());
    }

    /** {@code continue-req = "+" SP (resp-text / base64) CRLF} */
    public void continuation(String text) throws IOException {
        out.write(line().raw("+ ").raw(text).crlf().take());
    }

    /** Data: {@code "*" SP …} */
    public void untagged(String ascii) throws IOException {
        out.write(line().raw("* ").raw(ascii).crlf().take());
    }

    /** Data that was put together, CRLF included. */
    public void untagged(ResponseLine line) throws IOException {
        out.write(line.take());
    }

    /** The content of a message, in the place of the octets that a literal's head announced. */
    public OutputStream content() {
        return out.content();
    }

    /** {@code ("SEARCH" / "SORT") *(SP nz-number) [SP search-sort-mod-seq]}: however many, on one line. */
    public void numbers(String name, PrimitiveIterator.OfLong numbers, @Nullable Long modseq) throws IOException {
        var line = line().raw("* ").raw(name);
        while (numbers.hasNext()) {
            line.sp().number(numbers.nextLong());
            sendIfLong(line);
        }
        if (modseq != null) {
            line.raw(" (MODSEQ ").number(modseq).raw(')');
        }
        out.write(line.crlf().take());
    }

    /** Sends what there is of a response that may be very long. */
    void sendIfLong(ResponseLine line) throws IOException {
        if (line.length() > ENOUGH) {
            out.write(line.take());
        }
    }

    /** Of the command that is answered. */
    String tag() {
        return tag;
    }
}
