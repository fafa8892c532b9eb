package org.valija.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.support.GenericApplicationContext;
import org.valija.line.tls.Tls;

/** What an operator reads when a service does not start because somebody else listens where it should. */
@ExtendWith(OutputCaptureExtension.class)
class UnusableAddressTest {

    @Test
    void saysWhichListenerAndWhichPort(CapturedOutput log) throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var service = new SpringApplication(Object.class);
            service.setWebApplicationType(WebApplicationType.NONE);
            service.addInitializers(context -> ((GenericApplicationContext) context)
                    .registerBean(LineServer.class, () -> listeningOn(taken.getLocalPort())));
            assertThatThrownBy(service::run).isInstanceOf(Exception.class);
            assertThat(log)
                    .contains(
                            "toy can't listen on 127.0.0.1, port " + taken.getLocalPort() + ": Address already in use")
                    .contains("listen.port")
                    .doesNotContain("\tat ");
        }
    }

    private static LineServer listeningOn(int port) {
        var listener =
                new Listener(InetAddress.getLoopbackAddress(), port, TlsMode.NONE, List.of(), 1, Duration.ofSeconds(1));
        return new LineServer("toy", listener, Limits.defaults(), Tls.selfSigned("localhost"), new ToyProtocol());
    }
}
