package org.valija.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.valija.mailbox.api.UidSet;

/**
 * Random commands from sessions on two replicas, against a model of RFC 9051. A session may learn late, and never wrongly:
 * after NOOP it knows all, and a client that comes back hears exactly what it missed.
 */
class ModelBasedTest {

    private static final int STEPS = Integer.getInteger("imap.model.steps", 2_000);
    private static final int MOST = 60;
    private static final List<String> FLAGS = List.of("\\Seen", "\\Flagged", "\\Deleted", "\\Answered", "work");
    private static final Pattern APPENDED = Pattern.compile("OK \\[APPENDUID \\d+ (\\d+)].*");
    private static final Pattern COPIED = Pattern.compile(".*\\[COPYUID \\d+ (\\S+) (\\S+)].*");

    private final long seed = Long.getLong("imap.model.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private final ModelMailbox model = new ModelMailbox();
    private final List<String> said = new ArrayList<>();

    @Test
    void sessionsOfTwoReplicasAgreeWithTheModel() {
        System.out.println("imap.model.seed=" + seed);
        var user = ImapUser.fresh();
        try (var replica = new LiveImap(LiveImap.SHARED.mailboxes())) {
            var clients = new ArrayList<ModelClient>();
            try {
                for (int port : List.of(LiveImap.SHARED.port("imap"), replica.port("imap"))) {
                    clients.add(new ModelClient(port, user.address(), false, false, false));
                    clients.add(new ModelClient(port, user.address(), true, false, true));
                    clients.add(new ModelClient(port, user.address(), false, true, random.nextBoolean()));
                }
                for (int step = 0; step < STEPS; step++) {
                    step(clients.get(random.nextInt(clients.size())));
                }
                clients.stream().filter(ModelClient::isAway).forEach(this::comeBack);
                clients.forEach(this::isUpToDate);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", last commands:\n" + String.join("\n", last()), e);
            } finally {
                clients.forEach(ModelClient::close);
            }
        }
    }

    private List<String> last() {
        return said.subList(Math.max(0, said.size() - 40), said.size());
    }

    private void step(ModelClient client) {
        if (client.isAway()) {
            if (random.nextInt(3) == 0) {
                comeBack(client);
            }
            return;
        }
        switch (random.nextInt(12)) {
            case 0, 1 -> append(client);
            case 2, 3, 4 -> store(client);
            case 5 -> expunge(client);
            case 6 -> copy(client);
            case 7 -> move(client);
            case 8 -> search(client);
            case 9 -> say(client, "IDLE");
            case 10 -> leave(client);
            default -> isUpToDate(client);
        }
    }

    private String say(ModelClient client, String command) {
        said.add(System.identityHashCode(client) + " " + command);
        var answer = client.say(command);
        client.heard().forEach(line -> said.add("    " + line));
        return answer;
    }

    private void append(ModelClient client) {
        if (model.size() > MOST) {
            return;
        }
        var flags = someFlags();
        var appended = APPENDED.matcher(say(client, "APPEND INBOX (" + String.join(" ", flags) + ") {4+}\r\na: b"));
        assertThat(appended.matches()).isTrue();
        assertThat(Long.parseLong(appended.group(1))).isEqualTo(model.append(flags));
    }

    private void store(ModelClient client) {
        var numbers = some(client);
        if (numbers.isEmpty()) {
            return;
        }
        boolean byUid = random.nextBoolean();
        boolean silent = random.nextBoolean();
        char change = "+- ".charAt(random.nextInt(3));
        var flags = someFlags();
        var uids = uids(client, numbers);
        var command = (byUid ? "UID STORE " + set(uids) : "STORE " + set(numbers)) + " " + (change == ' ' ? "" : change)
                + "FLAGS" + (silent ? ".SILENT" : "") + " (" + String.join(" ", flags) + ")";
        var answer = say(client, command);
        boolean allThere = uids.stream().allMatch(model::has);
        assertThat(answer).startsWith(byUid || allThere ? "OK" : "NO [EXPUNGEISSUED]");
        model.store(uids, change, flags);
        if (silent) {
            // What the client changed itself it is not told
            uids.forEach(uid -> client.flags.computeIfPresent(uid, (_, had) -> changed(had, change, flags)));
        } else {
            uids.stream()
                    .filter(model::has)
                    .filter(client.flags::containsKey)
                    .forEach(uid -> assertThat(client.flags.get(uid)).isEqualTo(model.flags(uid)));
        }
    }

    private static Set<String> changed(Set<String> had, char change, Set<String> flags) {
        var now = new TreeSet<>(change == ' ' ? Set.<String>of() : had);
        if (change == '-') {
            now.removeAll(flags);
        } else {
            now.addAll(flags);
        }
        return now;
    }

    private void expunge(ModelClient client) {
        var among = random.nextBoolean() ? List.copyOf(client.numbering) : uids(client, some(client));
        if (among.isEmpty()) {
            return;
        }
        boolean all = among.size() == client.numbering.size();
        assertThat(say(client, all ? "EXPUNGE" : "UID EXPUNGE " + set(among))).startsWith("OK");
        var gone = model.remove(model.having(among, "\\Deleted"));
        assertThat(client.numbering).filteredOn(gone::contains).isEmpty();
    }

    private void copy(ModelClient client) {
        var numbers = some(client);
        if (numbers.isEmpty() || model.size() > MOST) {
            return;
        }
        var uids = uids(client, numbers);
        var answer = say(client, "COPY " + set(numbers) + " INBOX");
        var copies = model.copy(uids);
        var copied = COPIED.matcher(answer);
        assertThat(copied.matches()).as(answer).isEqualTo(!copies.isEmpty());
        if (copied.matches()) {
            assertThat(UidSet.parse(copied.group(2)).stream()).containsExactlyElementsOf(copies);
        }
    }

    private void move(ModelClient client) {
        var numbers = some(client);
        if (numbers.isEmpty()) {
            return;
        }
        var uids = uids(client, numbers);
        say(client, "UID MOVE " + set(uids) + " Trash");
        var moved = model.remove(uids);
        assertThat(client.numbering).filteredOn(moved::contains).isEmpty();
    }

    private void search(ModelClient client) {
        var known = List.copyOf(client.numbering);
        var flag = FLAGS.get(random.nextInt(FLAGS.size()));
        say(client, "UID SEARCH RETURN (ALL) " + (flag.equals("work") ? "KEYWORD work" : flag.substring(1)));
        var found = client.heard().stream()
                .filter(line -> line.startsWith("* ESEARCH") && line.contains(" ALL "))
                .map(line -> UidSet.parse(line.substring(line.indexOf(" ALL ") + 5)))
                .findFirst()
                .orElse(UidSet.empty());
        assertThat(found.stream()).containsExactlyElementsOf(model.having(known, flag));
    }

    private void leave(ModelClient client) {
        if (client.followsModseq()) {
            said.add(System.identityHashCode(client) + " leaves");
            isUpToDate(client);
            client.leave();
        } else {
            said.add(System.identityHashCode(client) + " selects again");
            client.select();
            agrees(client);
        }
    }

    private void comeBack(ModelClient client) {
        client.comeBack();
        said.add(System.identityHashCode(client) + " comes back");
        client.heard().forEach(line -> said.add("    " + line));
        agrees(client);
    }

    /** Whoever asks knows all: RFC 9051, 6.1.2. */
    private void isUpToDate(ModelClient client) {
        assertThat(say(client, "NOOP")).startsWith("OK");
        agrees(client);
    }

    private void agrees(ModelClient client) {
        assertThat(client.numbering).isEqualTo(model.uids());
        for (long uid : model.uids()) {
            assertThat(client.flags.get(uid)).as("flags of " + uid).isEqualTo(model.flags(uid));
        }
        assertThat(client.flags.keySet()).containsExactlyElementsOf(model.uids());
    }

    /** Sequence numbers of some messages that the client knows. */
    private List<Long> some(ModelClient client) {
        var some = new ArrayList<Long>();
        for (int i = 1; i <= client.numbering.size(); i++) {
            if (random.nextInt(4) == 0) {
                some.add((long) i);
            }
        }
        return some;
    }

    private static List<Long> uids(ModelClient client, List<Long> numbers) {
        return numbers.stream()
                .map(number -> client.numbering.get(number.intValue() - 1))
                .toList();
    }

    private static String set(List<Long> numbers) {
        return UidSet.of(numbers.stream().mapToLong(Long::longValue).toArray()).toString();
    }

    private Set<String> someFlags() {
        var some = new TreeSet<String>();
        for (var flag : FLAGS) {
            if (random.nextInt(3) == 0) {
                some.add(flag);
            }
        }
        return some;
    }
}
