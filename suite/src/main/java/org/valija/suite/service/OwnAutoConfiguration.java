package org.valija.suite.service;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/**
 * Keeps from a protocol service what another service brought onto the class path: a data source, migrations, a web
 * server. What is let through is named, rather than what is not, so that a dependency that mailbox-service gets tomorrow
 * reaches no protocol service either. Found through {@code META-INF/spring.factories}.
 */
public final class OwnAutoConfiguration implements AutoConfigurationImportFilter, EnvironmentAware {

    /**
     * What a protocol service has when it runs alone, but for its HTTP port with health and metrics. Ours are here
     * because Spring asks also for what is imported beside the auto-configurations.
     */
    private static final List<String> PACKAGES = List.of(
            "org.valija.",
            "org.springframework.boot.autoconfigure.",
            "org.springframework.boot.micrometer.metrics.",
            "org.springframework.boot.validation.");

    private boolean active;

    @Override
    public void setEnvironment(Environment environment) {
        active = environment.getProperty(Service.PROTOCOL, boolean.class, false);
    }

    @Override
    public boolean[] match(@Nullable String[] classes, AutoConfigurationMetadata metadata) {
        var matches = new boolean[classes.length];
        for (int i = 0; i < classes.length; i++) {
            var name = classes[i];
            // Null is what another filter took out
            matches[i] = !active || name == null || PACKAGES.stream().anyMatch(name::startsWith);
        }
        return matches;
    }
}
