package org.valija.mailbox.job;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The name of this replica: of its host, and of this start of it. */
@Component
public final class Replica implements DbSchedulerCustomizer {

    private static final int RANDOM_OCTETS = 4;

    private final String name;

    Replica(SecureRandom random) {
        var octets = new byte[RANDOM_OCTETS];
        random.nextBytes(octets);
        name = host() + "-" + HexFormat.of().formatHex(octets);
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException _) {
            return "unknown";
        }
    }

    public String name() {
        return name;
    }

    @Override
    public Optional<SchedulerName> schedulerName() {
        return Optional.of(new SchedulerName.Fixed(name));
    }
}
