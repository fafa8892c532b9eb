package org.valija.mailbox.livesession;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.DomainName;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.Page;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.livesession.LiveSession;
import org.valija.mailbox.api.livesession.LiveSessionOrders;
import org.valija.mailbox.api.livesession.LiveSessionReport;
import org.valija.mailbox.api.livesession.LiveSessionReport.Opened;
import org.valija.mailbox.api.livesession.LiveSessionsApi;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Callers;
import org.valija.mailbox.web.Cursor;
import org.valija.mailbox.web.Labels;

@RestController
class LiveSessionsController implements LiveSessionsApi {

    private final LiveSessionTable sessions;

    LiveSessionsController(LiveSessionTable sessions) {
        this.sessions = sessions;
    }

    @Override
    public Page<LiveSession> list(
            @Nullable AccountId account,
            @Nullable String domain,
            @Nullable String protocol,
            @Nullable String cursor,
            @Nullable Integer limit) {
        return sessions.list(
                account,
                domain == null ? null : DomainName.parse("domain", domain).value(),
                protocol == null ? null : protocol(protocol),
                Cursor.key(cursor),
                Cursor.limit(limit));
    }

    private static Protocol protocol(String word) {
        return Protocol.find(word)
                .orElseThrow(() -> new MailboxException.Invalid("protocol", "a protocol is smtp, pop3 or imap"));
    }

    @Override
    @ResponseStatus(HttpStatus.NO_CONTENT)
    public void disconnect(String id) {
        sessions.disconnect(id, Callers.administratedDomain().orElse(null));
    }

    @Override
    public LiveSessionOrders report(String node, LiveSessionReport report) {
        Labels.check("node", node);
        for (int i = 0; i < report.opened().size(); i++) {
            check("opened[" + i + "]", report.opened().get(i));
        }
        if (!(Callers.current().orElse(null) instanceof Caller.Service service)) {
            throw new MailboxException.NotPermitted("only protocol services report sessions");
        }
        return sessions.report(node, service.name().protocol(), report);
    }

    private static void check(String field, Opened opened) {
        Labels.check(field + ".id", opened.id());
        try {
            var _ = InetAddress.ofLiteral(opened.clientAddress());
        } catch (IllegalArgumentException _) {
            throw new MailboxException.Invalid(field + ".clientAddress", "not an IP address");
        }
    }
}
