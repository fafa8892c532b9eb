package org.valija.mailbox.web;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.catalina.core.StandardHost;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.FormatterRegistry;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.valija.mailbox.api.outbound.OutboundState;
import org.valija.mailbox.api.stream.CborSequenceConverter;
import tools.jackson.databind.DeserializationFeature;

/** JSON for people, the same records as CBOR between services, and CBOR sequences for what is streamed. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new CborSequenceConverter());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new UserTokenResolver());
    }

    /**
     * A list in a query is a parameter given several times: a comma is part of a mailbox name, or of an address. A word in a
     * query is written as in JSON.
     */
    @Override
    public void addFormatters(FormatterRegistry registry) {
        registry.addConverter(String.class, List.class, List::of);
        registry.addConverter(
                String.class, OutboundState.class, word -> OutboundState.valueOf(word.toUpperCase(Locale.ROOT)));
    }

    @Bean
    WebMvcRegistrations endpointMapping() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new EndpointMapping();
            }
        };
    }

    /**
     * A person who misspells a field is told so. Services, which speak CBOR, may be a version ahead in the middle of an
     * upgrade: what they know more of is ignored.
     */
    @Bean
    JsonMapperBuilderCustomizer refuseUnknownFields() {
        return json -> json.enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Time for a body is not time for a request line: a body may wait for a sender at the other end of a slow line, who has
     * up to ten minutes (RFC 5321, 4.5.3.2.6).
     */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> waitForBodies(
            @Value("${mailbox.web.body-timeout:11m}") Duration timeout) {
        return tomcat -> tomcat.addConnectorCustomizers(connector -> {
            connector.setProperty("disableUploadTimeout", "false");
            connector.setProperty("connectionUploadTimeout", Long.toString(timeout.toMillis()));
        });
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> refuseWithProblems() {
        return tomcat -> tomcat.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemReportValve.class.getName());
            }
        });
    }
}
