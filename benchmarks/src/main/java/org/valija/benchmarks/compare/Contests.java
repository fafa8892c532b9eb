package org.valija.benchmarks.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.valija.benchmarks.compare.Contest.Better;
import org.valija.benchmarks.compare.Contest.Figure;

/**
 * What is compared, in the order of the tables.
 *
 * @param messages that the mailbox of the reader holds, 8 KB each
 * @param small messages in the mailbox of the hoarder
 * @param seconds that a load may take at most, apart from what it waits for
 * @param count operations of the loads that are counted in thousands
 * @param idle connections that only wait
 */
record Contests(int messages, int small, int seconds, int count, int idle) {

    /** As the aims are meant; some minutes for each server and round. */
    static final Contests WHOLE = new Contests(10_000, 100_000, 20, 20_000, 2_000);

    /** Whether all works, and about where things stand. */
    static final Contests QUICK = new Contests(2_000, 10_000, 6, 3_000, 200);

    private static final String RECEIVERS = addresses(Users.MANY);

    List<Contest> all() {
        var all = new ArrayList<Contest>();
        for (var protocol : List.of(Protocol.SMTP, Protocol.LMTP)) {
            var load = protocol.name().toLowerCase(Locale.ROOT);
            double aim = protocol == Protocol.SMTP ? 5 : 4;
            all.add(delivery(protocol, "4 KB, 32 connections", load, 4096, count, aim));
            all.add(delivery(protocol, "100 KB, 32 connections", load, 100_000, count / 10, 2));
        }
        all.addAll(pop3());
        all.addAll(imap());
        return all;
    }

    private static Contest delivery(Protocol protocol, String name, String load, int size, int count, double aim) {
        return new Contest(
                protocol,
                "messages of " + name,
                "delivered a second",
                Figure.DELIVERED_PER_SECOND,
                Better.MORE,
                aim,
                List.of(load, "--to", RECEIVERS, "--size", "" + size, "--connections", "32", "--count", "" + count),
                count / 4);
    }

    private List<Contest> pop3() {
        return List.of(
                pop3(
                        "sessions with STAT, 8 connections",
                        Figure.PER_SECOND,
                        1,
                        "LOOK",
                        addresses(Users.WORKERS),
                        8,
                        count / 4),
                pop3("login to first RETR", Figure.P50, 1, "FIRST", address(Users.READER), 1, 50),
                pop3(
                        "LIST and RETR of " + messages + " of 8 KB",
                        Figure.ITEMS_PER_SECOND,
                        1,
                        "RETRIEVE",
                        address(Users.READER),
                        1,
                        4),
                pop3("LIST and UIDL of " + small, Figure.ITEMS_PER_SECOND, 1, "LIST", address(Users.HOARDER), 1, 5));
    }

    private static Contest pop3(
            String name, Figure figure, double aim, String visit, String users, int connections, int count) {
        return new Contest(
                Protocol.POP3,
                name,
                unit(figure),
                figure,
                figure == Figure.P50 ? Better.LESS : Better.MORE,
                aim,
                List.of(
                        "pop3",
                        "--visit",
                        visit,
                        "--user",
                        users,
                        "--connections",
                        "" + connections,
                        "--count",
                        "" + count,
                        "--password",
                        Users.PASSWORD),
                Math.max(1, count / 4));
    }

    private List<Contest> imap() {
        var many = addresses(Users.MANY);
        var reader = address(Users.READER);
        return List.of(
                imap("logins, 8 connections", Figure.PER_SECOND, 5, "LOGIN", many, 8, count / 4),
                imap(
                        "commands, a login for every ten, 8 connections",
                        Figure.PER_SECOND,
                        5,
                        "MIXED",
                        addresses(Users.WORKERS),
                        8,
                        count / 2),
                imap("APPEND of 4 KB, 8 connections", Figure.PER_SECOND, 3, "APPEND", many, 8, count / 4),
                imap("SELECT of " + messages, Figure.PER_SECOND, 1, "SELECT", reader, 1, count / 10),
                imap("FETCH of flags", Figure.ITEMS_PER_SECOND, 1, "FLAGS", reader, 1, 40),
                imap("FETCH of headers", Figure.ITEMS_PER_SECOND, 1, "HEADERS", reader, 1, 20),
                imap("FETCH of bodies of 8 KB", Figure.ITEMS_PER_SECOND, 1, "BODIES", reader, 1, 10),
                imap("STORE of a flag on all", Figure.ITEMS_PER_SECOND, 1, "STORE", reader, 1, 10),
                imap("SEARCH by Subject", Figure.PER_SECOND, 1, "SEARCH_HEADER", reader, 1, 200),
                imap("SEARCH of text", Figure.PER_SECOND, 1, "SEARCH_TEXT", reader, 1, 100),
                pushed(),
                waiting());
    }

    private static Contest imap(
            String name, Figure figure, double aim, String work, String users, int connections, int count) {
        return new Contest(
                Protocol.IMAP,
                name,
                unit(figure),
                figure,
                Better.MORE,
                aim,
                List.of(
                        "imap",
                        "--work",
                        work,
                        "--user",
                        users,
                        "--connections",
                        "" + connections,
                        "--count",
                        "" + count,
                        "--password",
                        Users.PASSWORD),
                Math.max(1, count / 4));
    }

    private Contest pushed() {
        var users = addresses(Users.WATCHERS);
        return new Contest(
                Protocol.IMAP,
                "from 250 to EXISTS at 500 deliveries a second",
                "ms, 99 %; aim: under 50",
                Figure.P99,
                Better.LESS,
                1,
                List.of(
                        "imap-push",
                        "--user",
                        users,
                        "--to",
                        users,
                        "--rate",
                        "500",
                        "--connections",
                        "32",
                        "--count",
                        "" + seconds * 250,
                        "--warm-up",
                        "" + seconds * 50,
                        "--password",
                        Users.PASSWORD),
                0);
    }

    private Contest waiting() {
        return new Contest(
                Protocol.IMAP,
                idle + " connections in IDLE",
                "octets each",
                Figure.ITEMS_PER_SECOND,
                Better.LESS,
                10,
                List.of(
                        "imap-idle",
                        "--user",
                        addresses(Users.WATCHERS),
                        "--connections",
                        "" + idle,
                        "--warm",
                        "" + idle / 4,
                        "--password",
                        Users.PASSWORD),
                0);
    }

    private static String unit(Figure figure) {
        return switch (figure) {
            case PER_SECOND -> "a second";
            case ITEMS_PER_SECOND -> "messages a second";
            case DELIVERED_PER_SECOND -> "delivered a second";
            case P50 -> "ms, median";
            case P99 -> "ms, 99 %";
        };
    }

    private static String addresses(List<String> users) {
        return users.stream().map(Contests::address).collect(Collectors.joining(","));
    }

    private static String address(String user) {
        return user + "@load.example";
    }
}
