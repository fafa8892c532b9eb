package org.valija.suite;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the command line asks for.
 *
 * @param data folder that all data is kept in
 * @param binaries folder that PostgreSQL's programs are unpacked into
 * @param listen address that mail clients and programs connect to
 * @param settings of the services, by their names; win over those of the suite
 */
public record Options(Path data, Path binaries, InetAddress listen, Ports ports, Map<String, String> settings) {

    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    public Options {
        settings = Map.copyOf(settings);
    }

    /** Data in a folder, the usual ports of this machine, and no setting beyond those of the suite. */
    public static Options usual(Path data) {
        return new Options(data, data.resolve("pgsql"), LOOPBACK, Ports.usual(), Map.of());
    }

    /** The same on other ports. */
    public Options with(Ports other) {
        return new Options(data, binaries, listen, other, settings);
    }

    /** The same with PostgreSQL's programs in a folder that several suites can share. */
    public Options withBinaries(Path other) {
        return new Options(data, other, listen, ports, settings);
    }

    /**
     * @param otherwise what holds where the arguments say nothing
     * @throws StartException if an argument is not understood
     */
    static Options read(Options otherwise, String... arguments) {
        var given = new LinkedHashMap<String, String>();
        for (var argument : arguments) {
            var equals = argument.indexOf('=');
            if (!argument.startsWith("--") || equals < 3) {
                throw new StartException("not understood: " + argument + "; --help tells what is");
            }
            given.put(argument.substring(2, equals), argument.substring(equals + 1));
        }
        var data = given.containsKey("data") ? path(given.remove("data")) : otherwise.data();
        var binaries = given.containsKey("binaries") ? path(given.remove("binaries")) : data.resolve("pgsql");
        var listen = given.containsKey("listen") ? address(given.remove("listen")) : otherwise.listen();
        var ports = otherwise.ports();
        try {
            for (var port : Port.values()) {
                var number = given.remove(port.option());
                if (number != null) {
                    ports = ports.with(port, number(port, number));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
        for (var name : given.keySet()) {
            // All settings of the services have a dot, and no option of ours has
            if (!name.contains(".")) {
                throw new StartException("no such option: --" + name + "; --help tells which there are");
            }
        }
        return new Options(data, binaries, listen, ports, given);
    }

    static String help() {
        var ports = Arrays.stream(Port.values())
                .map(port -> "  --%-24s%s (%d)".formatted(port.option() + "=NUMBER", port.purpose(), port.usual()))
                .collect(Collectors.joining("\n"));
        return """
                Runs all services of Valija in one process, on a PostgreSQL of their own.

                ./run [OPTION]...
                ./run --check [OPTION]...  the same on free ports and a data folder that is removed afterwards:
                                           exit code 0, or 1 with the step that failed

                  --data=FOLDER            where mail, accounts and logs are kept (data)
                  --listen=ADDRESS         who may connect: 127.0.0.1 only this machine, 0.0.0.0 all (127.0.0.1)
                %s
                  --SETTING=VALUE          a setting of the services, such as --logging.level.org.valija.line.wire=debug
                  --help                   this text
                """.formatted(ports);
    }

    /** Where mailbox-service answers, for whoever is on this machine. */
    public String url() {
        return "http://" + host() + ":" + ports.of(Port.HTTP);
    }

    /** The address to connect to from this machine. */
    String host() {
        return listen.isAnyLocalAddress() ? "127.0.0.1" : bracketed(listen);
    }

    private static String bracketed(InetAddress address) {
        var text = address.getHostAddress();
        return text.contains(":") ? "[" + text + "]" : text;
    }

    private static Path path(String text) {
        if (text.isEmpty()) {
            throw new StartException("--data and --binaries need the name of a folder");
        }
        return Path.of(text);
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            throw new StartException("--listen needs an address of this machine, such as 0.0.0.0, not " + text, e);
        }
    }

    private static int number(Port port, String text) {
        try {
            int number = Integer.parseInt(text);
            if (number < 1 || number > 65535) {
                throw new StartException("--" + port.option() + " is 1 to 65535, not " + text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new StartException("--" + port.option() + " needs a number, not " + text, e);
        }
    }
}
