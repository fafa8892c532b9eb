package org.valija.mailbox.openapi;

import org.valija.mailbox.api.ProblemType;

/** Writes docs/problems.md. */
final class ProblemPages {

    private ProblemPages() {}

    static String markdown() {
        var page = new StringBuilder("""
                # Problems

                What mailbox-service refuses, it refuses as `application/problem+json`
                ([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457.html)), whatever the client accepts:

                ```json
                {
                  "type": "urn:valija:problem:invalid",
                  "title": "Invalid request",
                  "status": 400,
                  "detail": "not an address: it lacks an @",
                  "field": "address"
                }
                ```

                `type` is the one to program against: once published it stays. `title` is the same for all problems of a type,
                `detail` is for a person to read, and `field` names what is wrong with the request, such as `targets[2]`, where it
                is one field, parameter or header. No problem holds a secret, a stack trace, or an SQL statement. This page is made
                from `ProblemType`.
                """);
        for (var type : ProblemType.values()) {
            page.append("\n## ").append(type.word()).append("\n\n");
            page.append("`").append(type.uri()).append("` · ").append(type.status());
            page.append(" · ").append(type.title()).append("\n\n");
            page.append(type.meaning()).append("\n");
        }
        return page.toString();
    }
}
