package org.valija.mailbox.openapi;

import org.valija.mailbox.testing.MailboxServer;
import org.valija.mailbox.testing.RawHttp;
import org.valija.testkit.TestPostgres;
import tools.jackson.databind.json.JsonMapper;

/** The description of the contract, made from the code. */
final class Description {

    private static final String PATH = "/v1/openapi.json";

    private Description() {}

    /** As the service does not make it itself: that takes classes that a start would have to load. */
    static String made() {
        try (var server = MailboxServer.on(
                TestPostgres.database(),
                application -> application.sources(OpenApiConfiguration.class),
                "springdoc.api-docs.enabled=true",
                "springdoc.api-docs.path=" + PATH,
                "springdoc.api-docs.version=openapi_3_1",
                "springdoc.default-produces-media-type=application/json",
                "springdoc.default-consumes-media-type=application/json")) {
            var api = new RawHttp(server.url(), null).get(PATH).json();
            return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(api) + "\n";
        }
    }
}
