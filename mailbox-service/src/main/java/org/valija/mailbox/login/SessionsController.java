package org.valija.mailbox.login;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.valija.mailbox.account.Password;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.account.Login;
import org.valija.mailbox.api.account.Protocol;
import org.valija.mailbox.api.account.ScramChallenge;
import org.valija.mailbox.api.account.ScramFirst;
import org.valija.mailbox.api.account.ScramProof;
import org.valija.mailbox.api.account.ScramSession;
import org.valija.mailbox.api.account.SessionsApi;
import org.valija.mailbox.api.account.UserSession;
import org.valija.mailbox.security.Caller;
import org.valija.mailbox.security.Callers;

@RestController
class SessionsController implements SessionsApi {

    private final Sessions sessions;
    private final LoginMetrics metrics;
    private final HttpServletRequest request;

    /** @param request stands for the one being answered */
    SessionsController(Sessions sessions, LoginMetrics metrics, HttpServletRequest request) {
        this.sessions = sessions;
        this.metrics = metrics;
        this.request = request;
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public UserSession login(Login login) {
        var attempt = attempt(login.address(), login.protocol(), login.clientAddress());
        return metrics.count(attempt.protocol(), () -> sessions.login(attempt, Password.given(login.password())));
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public ScramChallenge challenge(ScramFirst first) {
        var message = ClientFirstMessage.read(first.clientFirstMessageBare());
        var attempt = attempt(message.username(), first.protocol(), first.clientAddress());
        return new ScramChallenge(sessions.challenge(message, attempt));
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public ScramSession prove(ScramProof proof) {
        var first = ClientFirstMessage.read(proof.clientFirstMessageBare());
        var last = ClientFinalMessage.read(proof.clientFinalMessage());
        var attempt = attempt(first.username(), proof.protocol(), proof.clientAddress());
        return metrics.count(attempt.protocol(), () -> sessions.prove(first, last, attempt));
    }

    private Attempt attempt(String username, String protocol, @Nullable String clientAddress) {
        var caller = Callers.current().orElse(null);
        var own = caller instanceof Caller.Service service ? service.name().protocol() : Protocol.REST;
        if (!protocol.equals(own.word())) {
            throw new MailboxException.Invalid("protocol", "this caller logs users in over " + own.word() + " only");
        }
        return new Attempt(Username.of(username), own, clientAddress(caller, clientAddress));
    }

    /** Only a protocol service is believed when it says who its client is. */
    private String clientAddress(@Nullable Caller caller, @Nullable String told) {
        if (told == null || !(caller instanceof Caller.Service)) {
            return request.getRemoteAddr();
        }
        try {
            return InetAddress.ofLiteral(told).getHostAddress();
        } catch (IllegalArgumentException _) {
            throw new MailboxException.Invalid("clientAddress", "not an IP address");
        }
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public UserSession renew(UserToken token) {
        return Callers.current()
                .filter(Caller.User.class::isInstance)
                .map(Caller.User.class::cast)
                .map(sessions::renew)
                .orElseThrow(() -> new MailboxException.NotAuthenticated("a user's token is needed"));
    }
}
