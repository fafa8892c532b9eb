package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.valija.mailbox.api.UidSet;
import org.valija.testkit.LineClient;

/** A client that believes what it is told, and knows no more than that: RFC 9051, 5.2. */
final class ModelClient implements AutoCloseable {

    private static final Pattern FETCH = Pattern.compile("\\* (\\d+) FETCH \\((.*)\\)");
    private static final Pattern UID = Pattern.compile("UID (\\d+)");
    private static final Pattern MODSEQ = Pattern.compile("MODSEQ \\((\\d+)\\)");
    private static final Pattern FLAGS = Pattern.compile("FLAGS \\(([^)]*)\\)");
    private static final Pattern EXISTS = Pattern.compile("\\* (\\d+) EXISTS");
    private static final Pattern EXPUNGE = Pattern.compile("\\* (\\d+) EXPUNGE");
    private static final Pattern VANISHED = Pattern.compile("\\* VANISHED (\\(EARLIER\\) )?(\\S+)");
    private static final Pattern NUMBER = Pattern.compile("\\[(UIDVALIDITY|HIGHESTMODSEQ) (\\d+)]");

    private final LineClient wire;
    private final boolean qresync;
    private final List<String> heard = new ArrayList<>();
    private int tag;

    /** UIDs in the order of sequence numbers; 0 where it is not known yet. */
    final List<Long> numbering = new ArrayList<>();
    /** Flags by UID, as far as they have been told. */
    final TreeMap<Long, Set<String>> flags = new TreeMap<>();

    private final TreeMap<Long, Long> modseqs = new TreeMap<>();
    private long uidValidity;
    private long highestModseq;
    private boolean mayExpunge;
    private boolean away;

    ModelClient(int port, String address, boolean condstore, boolean qresync, boolean imap4rev2) {
        this.wire = LineClient.connect(port).timeout(Duration.ofSeconds(60));
        this.qresync = qresync;
        wire.readLine();
        ok("LOGIN " + address + " opensesame");
        var enable = (condstore ? " CONDSTORE" : "") + (qresync ? " QRESYNC" : "") + (imap4rev2 ? " IMAP4rev2" : "");
        if (!enable.isEmpty()) {
            ok("ENABLE" + enable);
        }
        select();
    }

    boolean followsModseq() {
        return qresync;
    }

    /** Comes to the mailbox knowing nothing. */
    void select() {
        numbering.clear();
        flags.clear();
        ok("SELECT INBOX");
    }

    /** Goes away; what it knows it keeps. */
    void leave() {
        ok("UNSELECT");
        numbering.clear();
        away = true;
    }

    /** Comes back with what it knew: RFC 7162, 3.2.5. */
    void comeBack() {
        long validity = uidValidity;
        var known = UidSet.of(flags.keySet().stream().mapToLong(Long::longValue).toArray());
        away = false;
        ok("SELECT INBOX (QRESYNC (" + validity + " " + highestModseq + (known.isEmpty() ? "" : " " + known) + "))");
        assertThat(uidValidity).isEqualTo(validity);
    }

    boolean isAway() {
        return away;
    }

    /** Asks for what it has not been told of messages that it counts; of those, too, that came while it asked. */
    private void fill() {
        int before;
        do {
            before = heard.size();
            ask();
        } while (heard.stream().skip(before).anyMatch(EXISTS.asMatchPredicate()));
    }

    private void ask() {
        int first = numbering.indexOf(0L);
        if (first >= 0) {
            assertThat(exchange("FETCH " + (first + 1) + ":" + numbering.size() + " (UID)"))
                    .startsWith("OK");
        }
        var unknown = numbering.stream()
                .filter(uid -> !flags.containsKey(uid))
                .mapToLong(Long::longValue)
                .toArray();
        if (unknown.length > 0) {
            assertThat(exchange("UID FETCH " + UidSet.of(unknown) + " (FLAGS)")).startsWith("OK");
        }
    }

    String ok(String command) {
        var answer = say(command);
        assertThat(answer).as("answer to " + command).startsWith("OK");
        return answer;
    }

    /** @return the tagged response without its tag */
    String say(String command) {
        heard.clear();
        var answer = exchange(command);
        fill();
        return answer;
    }

    private String exchange(String command) {
        var label = "t" + ++tag;
        mayExpunge = !command.matches("(FETCH|STORE|SEARCH|SORT|THREAD) .*");
        wire.send(label + " " + command);
        var line = wire.readLine();
        while (!line.startsWith(label + " ")) {
            heard.add(line);
            if (line.startsWith("+ ")) {
                wire.send("DONE");
            } else {
                believe(line);
            }
            line = wire.readLine();
        }
        heard.add(line);
        number(line);
        return line.substring(label.length() + 1);
    }

    /** What came in answer to the last command. */
    List<String> heard() {
        return heard;
    }

    private void believe(String line) {
        var exists = EXISTS.matcher(line);
        var expunge = EXPUNGE.matcher(line);
        var vanished = VANISHED.matcher(line);
        var fetch = FETCH.matcher(line);
        if (exists.matches()) {
            int count = Integer.parseInt(exists.group(1));
            assertThat(count).as(line).isGreaterThanOrEqualTo(numbering.size());
            while (numbering.size() < count) {
                numbering.add(0L);
            }
        } else if (expunge.matches()) {
            assertThat(mayExpunge).as("EXPUNGE during " + heard).isTrue();
            assertThat(qresync).as("EXPUNGE after ENABLE QRESYNC").isFalse();
            forget(numbering.remove(Integer.parseInt(expunge.group(1)) - 1));
        } else if (vanished.matches()) {
            vanished(vanished.group(1) != null, UidSet.parse(vanished.group(2)), line);
        } else if (fetch.matches()) {
            fetched(Integer.parseInt(fetch.group(1)), fetch.group(2));
        }
        number(line);
    }

    private void vanished(boolean earlier, UidSet uids, String line) {
        assertThat(qresync).as(line).isTrue();
        assertThat(mayExpunge).as("VANISHED during " + heard).isTrue();
        uids.stream().forEach(uid -> {
            assertThat(numbering.remove((Long) uid)).as("counted: " + line).isEqualTo(!earlier);
            forget(uid);
        });
    }

    private void forget(long uid) {
        flags.remove(uid);
        modseqs.remove(uid);
    }

    private void fetched(int number, String items) {
        assertThat(number).isBetween(1, numbering.size());
        var uid = UID.matcher(items);
        if (uid.find()) {
            long told = Long.parseLong(uid.group(1));
            long known = numbering.get(number - 1);
            assertThat(known).as("UID of number " + number + ": " + items).isIn(0L, told);
            numbering.set(number - 1, told);
        }
        long message = numbering.get(number - 1);
        var has = FLAGS.matcher(items);
        if (has.find() && message > 0) {
            flags.put(message, read(has.group(1)));
        }
        modseq(message, MODSEQ.matcher(items));
    }

    /** They only grow: RFC 7162, 3.1. */
    private void modseq(long message, Matcher modseq) {
        if (modseq.find()) {
            long told = Long.parseLong(modseq.group(1));
            assertThat(told).as("MODSEQ of " + message).isGreaterThanOrEqualTo(modseqs.getOrDefault(message, 0L));
            modseqs.put(message, told);
        }
    }

    private void number(String line) {
        var number = NUMBER.matcher(line);
        if (number.find()) {
            long value = Long.parseLong(number.group(2));
            if (number.group(1).equals("UIDVALIDITY")) {
                uidValidity = value;
            } else {
                highestModseq = value;
            }
        }
    }

    static Set<String> read(String flagList) {
        var all = new TreeSet<>(List.of(flagList.split(" ")));
        all.remove("");
        all.remove("\\Recent");
        return all;
    }

    @Override
    public void close() {
        wire.close();
    }
}
