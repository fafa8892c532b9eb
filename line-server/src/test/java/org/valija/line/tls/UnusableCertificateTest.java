package org.valija.line.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What an operator reads when a service does not start because of its certificate. */
@ExtendWith(OutputCaptureExtension.class)
class UnusableCertificateTest {

    @TempDir
    private Path folder;

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(SslAutoConfiguration.class)
    static class Service {

        @Bean
        Tls tls(SslBundles bundles) {
            return Tls.of(bundles, "mail", "localhost");
        }
    }

    @Test
    void saysThatTheFileIsMissing(CapturedOutput log) {
        refusesToStart(folder.resolve("absent.pem"));
        assertThat(log)
                .contains("Unable to register SSL bundle 'mail'")
                .contains("absent.pem")
                .doesNotContain("\tat ");
    }

    @Test
    void saysThatTheFileIsNoCertificate(CapturedOutput log) throws IOException {
        refusesToStart(Files.writeString(folder.resolve("rubbish.pem"), "rubbish", US_ASCII));
        assertThat(log)
                .contains("SSL bundle can't be used: mail: Missing certificates or unrecognized format")
                .contains("spring.ssl.bundle.pem.*")
                .doesNotContain("\tat ");
    }

    private static void refusesToStart(Path pem) {
        var service = new SpringApplication(Service.class);
        service.setWebApplicationType(WebApplicationType.NONE);
        String bundle = "spring.ssl.bundle.pem.mail.";
        service.setDefaultProperties(Map.of(
                bundle + "keystore.certificate", pem.toUri().toString(),
                bundle + "keystore.private-key", pem.toUri().toString(),
                bundle + "reload-on-update", true));
        assertThatThrownBy(service::run).isInstanceOf(Exception.class);
    }
}
