package org.valija.mailbox.security;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;
import static org.valija.mailbox.api.account.Protocol.IMAP;
import static org.valija.mailbox.api.account.Protocol.POP3;
import static org.valija.mailbox.api.account.Protocol.REST;
import static org.valija.mailbox.api.account.Protocol.SMTP;
import static org.valija.mailbox.api.apikey.AdminRole.FULL;
import static org.valija.mailbox.api.apikey.AdminRole.PROVISION;
import static org.valija.mailbox.api.apikey.AdminRole.READ;
import static org.valija.mailbox.security.Who.administratorOfAll;
import static org.valija.mailbox.security.Who.anybody;
import static org.valija.mailbox.security.Who.owner;
import static org.valija.mailbox.security.Who.ownerByPassword;
import static org.valija.mailbox.security.Who.service;
import static org.valija.mailbox.security.Who.user;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;
import org.valija.mailbox.api.apikey.AdminRole;

/**
 * Who may call what. The first line that fits a request decides; a line without a method fits all methods, and what is on no
 * line is for administrators of everything. A key for one domain reaches what the path names only if that is in its domain
 * ({@code name} of a domain, {@code account}, {@code address}), and sees no more than its domain in lists, which all take the
 * parameter {@code domain}.
 */
@Component
public final class EndpointRules {

    private final Reach reach;
    private final List<Rule> rules = new ArrayList<>();

    /** @param method null for all */
    record Rule(@Nullable HttpMethod method, String path, Who who) {}

    EndpointRules(Reach reach) {
        this.reach = reach;
        mail();
        everybody();
        sessions();
        services();
        administration();
        accounts();
        everythingElse();
    }

    List<Rule> rules() {
        return List.copyOf(rules);
    }

    /**
     * The kinds of callers that may call an endpoint.
     *
     * @param path with its variables in braces, as the contract has it
     */
    public Set<CallerKind> kinds(HttpMethod method, String path) {
        var parsed = PathContainer.parsePath(path);
        return rules.stream()
                .filter(rule -> rule.method() == null || rule.method().equals(method))
                .filter(rule ->
                        PathPatternParser.defaultInstance.parse(rule.path()).matches(parsed))
                .findFirst()
                .orElseThrow()
                .who()
                .kinds();
    }

    /** What nearly all requests are for: rules are tried one after the other. */
    private void mail() {
        // No more than a protocol needs: who submits mail reads none, who fetches it changes no other mailbox
        rule(null, "/v1/accounts/{account}/maildrop-leases/**", owner(POP3, IMAP, REST));
        rule(POST, "/v1/accounts/{account}/mailboxes/{mailbox}/messages/fetch", owner(POP3, IMAP, REST));
        rule(GET, "/v1/accounts/{account}/mailboxes/{mailbox}/messages/{uid}/content", owner(POP3, IMAP, REST));
        rule(null, "/v1/accounts/{account}/mailboxes/**", owner(IMAP, REST));
        rule(null, "/v1/accounts/{account}/messages/**", owner(IMAP, REST));
    }

    private void everybody() {
        rule(null, "/v1/openapi.json", anybody());
        rule(null, "/swagger-ui.html", anybody());
        rule(null, "/webjars/swagger-ui/**", anybody());
        rule(null, "/v1/event-types/**", anybody());
        // Numbers and health, no addresses: for probes and Prometheus, which bear no key
        rule(null, "/actuator/health/**", anybody());
        rule(null, "/actuator/info", anybody());
        rule(null, "/actuator/prometheus", anybody());
    }

    private void sessions() {
        rule(POST, "/v1/sessions", anybody().or(service(Scope.LOGIN)));
        rule(POST, "/v1/sessions/challenges", service(Scope.LOGIN));
        rule(POST, "/v1/sessions/proofs", service(Scope.LOGIN));
        rule(POST, "/v1/sessions/renewals", user(SMTP, POP3, IMAP, REST));
    }

    private void services() {
        rule(PUT, "/v1/live-sessions/nodes/{node}", service(Scope.LOGIN));
        rule(GET, "/v1/recipients", service(Scope.RESOLVE).or(administratorOfAll(READ)));
        rule(POST, "/v1/recipient-batches", service(Scope.RESOLVE).or(administratorOfAll(READ)));
        rule(POST, "/v1/deliveries", service(Scope.DELIVER).or(administratorOfAll(FULL)));
        rule(POST, "/v1/delivery-batches", service(Scope.DELIVER).or(administratorOfAll(FULL)));
        rule(GET, "/v1/maildrop-limits", service(Scope.LOGIN).or(administratorOfAll(READ)));
        rule(POST, "/v1/submissions", service(Scope.DELIVER));
        rule(null, "/v1/outbound-queue/**", service(Scope.RELAY));
        rule(GET, "/v1/signing-keys", service(Scope.RELAY));
        rule(POST, "/v1/greylist", service(Scope.DELIVER));
        rule(POST, "/v1/events/rejections", service(Scope.REPORT));
        rule(GET, "/v1/events", service(Scope.FOLLOW).or(user(IMAP, REST)).or(administrator(READ)));
    }

    private void administration() {
        rule(POST, "/v1/domains", administratorOfAll(FULL));
        rule(DELETE, "/v1/domains/{name}", administratorOfAll(FULL));
        rule(GET, "/v1/domains", administrator(READ));
        rule(GET, "/v1/domains/{name}/**", administrator(READ));
        rule(null, "/v1/domains/{name}/**", administrator(FULL));
        rule(GET, "/v1/aliases", administrator(READ));
        rule(GET, "/v1/aliases/{address}", administrator(READ));
        rule(POST, "/v1/aliases", administrator(PROVISION));
        rule(null, "/v1/aliases/{address}", administrator(PROVISION));
        rule(null, "/v1/api-keys/**", administrator(FULL));
        rule(GET, "/v1/audit-records", administrator(READ));
        rule(GET, "/v1/live-sessions", administrator(READ));
        rule(DELETE, "/v1/live-sessions/{id}", administrator(PROVISION));
    }

    private void accounts() {
        rule(GET, "/v1/accounts", administrator(READ));
        rule(POST, "/v1/accounts", administrator(PROVISION));
        rule(GET, "/v1/accounts/{account}", administrator(READ).or(owner(SMTP, POP3, IMAP, REST)));
        rule(null, "/v1/accounts/{account}", administrator(PROVISION));
        rule(POST, "/v1/accounts/{account}/usage-recount", administrator(PROVISION));
        rule(
                GET,
                "/v1/accounts/{account}/delivery-preferences",
                administrator(READ).or(owner(IMAP, REST)));
        rule(
                null,
                "/v1/accounts/{account}/delivery-preferences",
                administrator(PROVISION).or(owner(IMAP, REST)));
        rule(GET, "/v1/accounts/{account}/granted-senders", administrator(READ));
        rule(null, "/v1/accounts/{account}/granted-senders", administrator(PROVISION));
        rule(GET, "/v1/accounts/{account}/wire-log", administrator(READ));
        rule(null, "/v1/accounts/{account}/wire-log", administrator(PROVISION));
        rule(GET, "/v1/outbound-messages/**", administrator(READ));
        rule(POST, "/v1/outbound-messages/{message}/orders", administrator(PROVISION));
        rule(POST, "/v1/account-batches", administrator(PROVISION));
        rule(POST, "/v1/accounts/{account}/undelete", administrator(PROVISION));
        rule(GET, "/v1/accounts/{account}/usage", administrator(READ).or(owner(SMTP, POP3, IMAP, REST)));
        rule(GET, "/v1/accounts/{account}/retention", administrator(READ));
        rule(null, "/v1/accounts/{account}/retention", administrator(PROVISION));

        rule(GET, "/v1/accounts/{account}/maildrop-policy", administrator(READ).or(owner(POP3, IMAP, REST)));
        rule(null, "/v1/accounts/{account}/maildrop-policy", administrator(PROVISION));
        rule(GET, "/v1/accounts/{account}/maildrop-terms", administrator(READ).or(owner(POP3, IMAP, REST)));

        // Who knows an app password reads the mail, so no administrator makes one
        rule(POST, "/v1/accounts/{account}/app-passwords", ownerByPassword());
        rule(GET, "/v1/accounts/{account}/app-passwords/**", administrator(READ).or(ownerByPassword()));
        rule(
                DELETE,
                "/v1/accounts/{account}/app-passwords/{id}",
                administrator(PROVISION).or(ownerByPassword()));
        rule(GET, "/v1/accounts/{account}/login-policy", administrator(READ).or(ownerByPassword()));
        rule(
                null,
                "/v1/accounts/{account}/login-policy",
                administrator(PROVISION).or(ownerByPassword()));

        // What else there is of an account
        rule(null, "/v1/accounts/{account}/**", owner(IMAP, REST));
    }

    private void everythingElse() {
        rule(GET, "/**", administratorOfAll(READ));
        rule(null, "/**", administratorOfAll(FULL));
    }

    private Who administrator(AdminRole role) {
        return reach.administrator(role);
    }

    private void rule(@Nullable HttpMethod method, String path, Who who) {
        rules.add(new Rule(method, path, who));
    }
}
