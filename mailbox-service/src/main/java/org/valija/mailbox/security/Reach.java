package org.valija.mailbox.security;

import java.net.IDN;
import java.util.Locale;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.apikey.AdminRole;

/**
 * What an administrator's key reaches: everything, or one domain and what is in it. Whatever else there is does not exist for
 * who holds a key for a domain: not found, as what never was.
 */
@Component
final class Reach {

    private final JdbcClient jdbc;

    Reach(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Administrators who have a role, for what the path names or, where it names nothing, for what is in their domain. */
    Who administrator(AdminRole role) {
        return new Who(CallerKind.ADMINISTRATOR, (caller, request) -> {
            if (!(caller instanceof Caller.Administrator admin) || !admin.may(role)) {
                return false;
            }
            if (admin.domain() != null && !isWithin(admin.domain(), request)) {
                throw new Refused(new MailboxException.NotFound("there is no such thing in " + admin.domain()));
            }
            return true;
        });
    }

    private boolean isWithin(String domain, RequestAuthorizationContext request) {
        var asked = DomainRequest.asked(request.getRequest());
        if (asked != null && !ascii(asked).equals(domain)) {
            return false;
        }
        for (var variable : request.getVariables().entrySet()) {
            var value = variable.getValue();
            boolean within = switch (variable.getKey()) {
                case "name" -> ascii(value).equals(domain);
                case "address" ->
                    ascii(value.substring(value.lastIndexOf('@') + 1)).equals(domain);
                case "account" -> domain.equals(domainOf(value));
                default -> true;
            };
            if (!within) {
                return false;
            }
        }
        return true;
    }

    /** As domains are kept: RFC 5890, 2.3.2.1. */
    private static String ascii(String name) {
        try {
            return IDN.toASCII(name).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException _) {
            return "";
        }
    }

    /** Empty if there is no such account. */
    private String domainOf(String account) {
        try {
            var id = AccountId.valueOf(account);
            return jdbc.sql("select domain from account where id = ?")
                    .param(id.value())
                    .query(String.class)
                    .optional()
                    .orElse("");
        } catch (IllegalArgumentException _) {
            return "";
        } catch (DataAccessException e) {
            throw new Refused(new MailboxException.Unavailable("the database is away or busy", e));
        }
    }
}
