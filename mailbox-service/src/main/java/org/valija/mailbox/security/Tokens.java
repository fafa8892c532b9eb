package org.valija.mailbox.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.UserToken;
import org.valija.mailbox.api.account.Protocol;

/**
 * Signs and verifies the tokens of users, without asking the database.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519.html">RFC 7519, JSON Web Token</a>
 */
@Component
public final class Tokens {

    private static final String ISSUER = "valija";
    private static final String PASSWORD_VERSION = "pwv";
    private static final String PROTOCOL = "prt";
    private static final String APP_PASSWORD = "apw";

    private final VerifiedTokens known = new VerifiedTokens();
    private final TokenKeys keys;
    private final SecurityProperties properties;
    private final Clock clock;

    Tokens(TokenKeys keys, SecurityProperties properties, Clock clock) {
        this.keys = keys;
        this.properties = properties;
        this.clock = clock;
    }

    /** A token, and when it stops being accepted. */
    public record Issued(UserToken token, Instant expiresAt) {}

    /**
     * Makes a token for a user who has shown who they are.
     *
     * @param notAfter when it ends at the latest; null for no such moment
     */
    public Issued issue(Caller.User user, @Nullable Instant notAfter) {
        var now = clock.instant();
        var end = now.plus(properties.tokenLifetime());
        // A token tells whole seconds: RFC 7519, 2
        var expiresAt = (notAfter != null && notAfter.isBefore(end) ? notAfter : end).truncatedTo(ChronoUnit.SECONDS);
        var key = keys.newest();
        var jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(Integer.toString(key.id()))
                        .build(),
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(user.account().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(expiresAt))
                        .claim(PASSWORD_VERSION, user.passwordVersion())
                        .claim(PROTOCOL, user.protocol().word())
                        .claim(APP_PASSWORD, user.appPassword())
                        .build());
        try {
            jwt.sign(new MACSigner(key.secret()));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return new Issued(new UserToken(jwt.serialize()), expiresAt);
    }

    /**
     * Whose token it is.
     *
     * @throws MailboxException.NotAuthenticated if it is none of ours, or has expired
     */
    public Caller.User verify(UserToken token) {
        var verified = known.find(token.value());
        if (verified == null || keys.get(verified.key()) == null) {
            verified = read(token);
            known.add(token.value(), verified);
        }
        if (!clock.instant().isBefore(verified.expiresAt())) {
            throw new MailboxException.NotAuthenticated("the token has expired");
        }
        return verified.user();
    }

    private VerifiedTokens.Verified read(UserToken token) {
        try {
            var jwt = SignedJWT.parse(token.value());
            if (!isSigned(jwt)) {
                throw refused();
            }
            var claims = jwt.getJWTClaimsSet();
            var user = new Caller.User(
                    AccountId.valueOf(claims.getSubject()),
                    Protocol.of(claims.getStringClaim(PROTOCOL)),
                    claims.getIntegerClaim(PASSWORD_VERSION),
                    claims.getLongClaim(APP_PASSWORD));
            return new VerifiedTokens.Verified(
                    user, key(jwt), claims.getExpirationTime().toInstant());
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            throw refused();
        }
    }

    private static int key(SignedJWT jwt) {
        return Integer.parseInt(jwt.getHeader().getKeyID());
    }

    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        // The token must not choose how it is verified: RFC 8725, 3.1
        if (!JWSAlgorithm.HS256.equals(jwt.getHeader().getAlgorithm())
                || jwt.getHeader().getKeyID() == null) {
            return false;
        }
        var key = keys.get(key(jwt));
        return key != null && jwt.verify(new MACVerifier(key));
    }

    static MailboxException refused() {
        return new MailboxException.NotAuthenticated("the token, key or credential is none of ours");
    }
}
