package org.valija.mailbox.relay;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.outbound.NewOutboundRoute;
import org.valija.mailbox.api.outbound.OutboundRoute;
import org.valija.mailbox.api.outbound.OutboundRoutesApi;
import org.valija.mailbox.web.Cursor;

/** {@code /v1/outbound-routes}. */
@RestController
final class OutboundRoutesController implements OutboundRoutesApi {

    /** A name of the DNS, or an IP address in either form. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,252})|[0-9A-Fa-f:.]{2,45}");

    private static final int LAST_PORT = 65_535;
    private static final int LONGEST_SECRET = 256;

    private final OutboundRoutes routes;

    OutboundRoutesController(OutboundRoutes routes) {
        this.routes = routes;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public OutboundRoute create(NewOutboundRoute route) {
        check(route);
        if (route.user() != null && route.password() == null) {
            throw new MailboxException.Invalid("password", "a user has a password");
        }
        return routes.create(
                route,
                domain("senderDomain", route.senderDomain()),
                domain("recipientDomain", route.recipientDomain()));
    }

    @Override
    public OutboundRoute replace(long id, NewOutboundRoute route) {
        check(route);
        return routes.replace(
                id,
                route,
                domain("senderDomain", route.senderDomain()),
                domain("recipientDomain", route.recipientDomain()));
    }

    private static void check(NewOutboundRoute route) {
        if (!HOST.matcher(route.host()).matches()) {
            throw new MailboxException.Invalid("host", "a name of a host, or an IP address");
        }
        if (route.port() < 1 || route.port() > LAST_PORT) {
            throw new MailboxException.Invalid("port", "1 to " + LAST_PORT);
        }
        checkSecret("user", route.user());
        checkSecret("password", route.password());
        if (route.user() == null && route.password() != null) {
            throw new MailboxException.Invalid("user", "a password is that of a user");
        }
    }

    private static void checkSecret(String field, @Nullable String text) {
        if (text != null
                && (text.isEmpty()
                        || text.length() > LONGEST_SECRET
                        || text.chars().anyMatch(Character::isISOControl))) {
            throw new MailboxException.Invalid(
                    field, "1 to " + LONGEST_SECRET + " characters, none of them a control character");
        }
    }

    private static @Nullable DomainName domain(String field, @Nullable String text) {
        return text == null ? null : DomainName.parse(field, text);
    }

    @Override
    public Page<OutboundRoute> list(@Nullable String cursor, @Nullable Integer limit) {
        int most = Cursor.limit(limit);
        var found = routes.after(Cursor.number(Cursor.key(cursor)), most + 1);
        return Cursor.page(found, most, route -> Long.toString(route.id()));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void delete(long id) {
        routes.delete(id);
    }
}
