package org.valija.mailbox.api.start;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.logging.Log;
import org.springframework.aot.AotDetector;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.boot.origin.OriginTrackedResource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.boot.origin.TextResourceOrigin;
import org.springframework.core.Ordered;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.io.ClassPathResource;

/**
 * Gives up the beans that were prepared when the service was built ({@code spring.aot.enabled=true}) if it is set up in a
 * way that may ask for others, such as a collector of traces: nobody knew of it then. Such a start finds its beans by
 * itself, and takes longer.
 */
final class PreparedBeans implements EnvironmentPostProcessor, Ordered {

    /** What Spring's conditions, and the two of ours, look at. */
    private static final List<ConfigurationPropertyName> DECISIVE =
            names("spring", "server", "management", "db-scheduler", "smtp.outbound.enabled", "mailbox.trace.sql");

    /** Of these, what is read by beans that are there in any case. */
    private static final List<ConfigurationPropertyName> HARMLESS = names(
            "spring.aot",
            "spring.application",
            "spring.config",
            "spring.datasource.hikari",
            "spring.datasource.password",
            "spring.datasource.url",
            "spring.datasource.username",
            "spring.lifecycle",
            "spring.ssl.bundle",
            "server.address",
            "server.port",
            "server.ssl",
            "server.tomcat");

    private static final ConfigurationPropertyName FORWARDED =
            ConfigurationPropertyName.of("server.forward-headers-strategy");

    private final Log log;

    PreparedBeans(DeferredLogFactory logs) {
        log = logs.getLog(PreparedBeans.class);
    }

    /** After those that read the settings. */
    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        if (!AotDetector.useGeneratedArtifacts()) {
            return;
        }
        var unprepared = StreamSupport.stream(
                        ConfigurationPropertySources.get(environment).spliterator(), false)
                .flatMap(PreparedBeans::unprepared)
                .distinct()
                .toList();
        if (!unprepared.isEmpty()) {
            log.info("This start takes longer, as not all of it was prepared: " + String.join(", ", unprepared));
            SpringProperties.setFlag(AotDetector.AOT_ENABLED, false);
        }
    }

    /** The names of the settings in a source that may ask for other beans than those that were prepared. */
    private static Stream<String> unprepared(ConfigurationPropertySource source) {
        return source instanceof IterableConfigurationPropertySource settings
                ? settings.stream()
                        .filter(name -> isBelow(DECISIVE, name) && !isBelow(HARMLESS, name))
                        .map(settings::getConfigurationProperty)
                        .filter(Objects::nonNull)
                        .filter(setting -> !isOurs(setting) && !isNative(setting))
                        .map(setting -> setting.getName().toString())
                : Stream.empty();
    }

    /** What the service itself brings was there when it was built. */
    private static boolean isOurs(ConfigurationProperty setting) {
        return setting.getOrigin() instanceof PropertySourceOrigin source
                && source.getOrigin() instanceof TextResourceOrigin text
                && text.getResource() instanceof OriginTrackedResource file
                && file.getResource() instanceof ClassPathResource;
    }

    /** As the valve of Tomcat, which needs no bean; the other strategy is a filter, which is one. */
    private static boolean isNative(ConfigurationProperty setting) {
        return setting.getName().equals(FORWARDED)
                && !"framework".equalsIgnoreCase(setting.getValue().toString());
    }

    private static boolean isBelow(List<ConfigurationPropertyName> names, ConfigurationPropertyName name) {
        return names.stream().anyMatch(above -> above.equals(name) || above.isAncestorOf(name));
    }

    private static List<ConfigurationPropertyName> names(String... names) {
        return Stream.of(names).map(ConfigurationPropertyName::of).toList();
    }
}
