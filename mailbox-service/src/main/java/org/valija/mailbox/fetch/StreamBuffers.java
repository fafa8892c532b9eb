package org.valija.mailbox.fetch;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Long answers go out in pieces that are worth a packet. With Tomcat's 8 KB, who sends 80 MB and who reads them wake each
 * other ten thousand times.
 */
@Configuration(proxyBeanMethods = false)
class StreamBuffers implements WebMvcConfigurer {

    private static final int OCTETS = 64 * 1024;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        response.setBufferSize(OCTETS);
                        return true;
                    }
                })
                .addPathPatterns(
                        "/v1/accounts/*/mailboxes/*/messages/fetch", "/v1/accounts/*/mailboxes/*/messages/*/content");
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> writeLargePieces() {
        return tomcat -> tomcat.addConnectorCustomizers(
                connector -> connector.setProperty("socket.appWriteBufSize", Integer.toString(OCTETS)));
    }
}
