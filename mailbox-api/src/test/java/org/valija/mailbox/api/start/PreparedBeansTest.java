package org.valija.mailbox.api.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aot.AotDetector;
import org.springframework.boot.AotInitializerNotFoundException;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.SpringProperties;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** Nothing was prepared for the application of this test, so that it starts only if what was prepared is not asked for. */
class PreparedBeansTest {

    @BeforeEach
    void asInTheImages() {
        SpringProperties.setFlag(AotDetector.AOT_ENABLED, true);
    }

    @AfterEach
    void asEverywhereElse() {
        SpringProperties.setProperty(AotDetector.AOT_ENABLED, null);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "imap.host-name=mail.example.org",
                "smtp.outbound.connections=3",
                "mailbox.client.url=http://mailbox-service:8080",
                "logging.level.org.valija=debug",
                "spring.datasource.url=jdbc:postgresql://postgres:5432/valija",
                "spring.datasource.hikari.maximum-pool-size=40",
                "spring.ssl.bundle.pem.valija.reload-on-update=true",
                "spring.config.import=optional:configtree:/secrets/",
                "server.port=0",
                "server.forward-headers-strategy=NATIVE",
                "springs.are=no.part.of.it"
            })
    void settingsOfBeansThatAreThereAnywayLeaveThemPrepared(String setting) {
        assertThatThrownBy(() -> start("--" + setting)).isInstanceOf(AotInitializerNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "management.opentelemetry.tracing.export.otlp.endpoint=http://collector:4318/v1/traces",
                "management.endpoints.web.exposure.include=*",
                "spring.threads.virtual.enabled=false",
                "spring.profiles.active=other",
                "server.forward-headers-strategy=framework",
                "server.servlet.encoding.enabled=false",
                "db-scheduler.enabled=false",
                "smtp.outbound.enabled=false",
                "mailbox.trace.sql=false"
            })
    void settingsThatMayAskForOtherBeansFindThem(String setting) {
        try (var started = start("--" + setting)) {
            assertThat(started.isRunning()).isTrue();
        }
    }

    @Test
    void theyAreKnownByTheirNamesInTheEnvironmentToo() {
        try (var started = startWith("DBSCHEDULER_ENABLED", "false")) {
            assertThat(started.isRunning()).isTrue();
        }
    }

    @Test
    void soAreThoseThatLeaveThemPrepared() {
        assertThatThrownBy(() -> startWith("SERVER_FORWARDHEADERSSTRATEGY", "native"))
                .isInstanceOf(AotInitializerNotFoundException.class);
    }

    @Test
    void theyAreKnownInAFileToo(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("application.yml"), "management.tracing.sampling.probability: 0.1");
        try (var started = start("--spring.config.location=" + folder.toUri())) {
            assertThat(started.isRunning()).isTrue();
        }
    }

    @Test
    void whatTheServiceItselfBringsWasThereWhenItWasBuilt() {
        assertThatThrownBy(() -> start("--spring.config.name=prepared-beans"))
                .isInstanceOf(AotInitializerNotFoundException.class);
    }

    private static ConfigurableApplicationContext start(String... arguments) {
        return application().run(arguments);
    }

    private static ConfigurableApplicationContext startWith(String variable, String value) {
        var environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new SystemEnvironmentPropertySource("other-systemEnvironment", Map.of(variable, value)));
        return application().environment(environment).run();
    }

    private static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(Application.class)
                .main(Application.class)
                .web(WebApplicationType.NONE);
    }

    @Configuration(proxyBeanMethods = false)
    static class Application {}
}
