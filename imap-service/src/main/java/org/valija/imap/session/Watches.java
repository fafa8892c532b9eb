package org.valija.imap.session;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.valija.imap.state.SharedMailboxes;
import org.valija.imap.state.User;
import org.valija.imap.state.Watch;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.MailboxId;
import org.valija.mailbox.api.client.EventFeed;
import org.valija.mailbox.api.client.LiveSessions;
import org.valija.mailbox.api.event.EventData;
import org.valija.mailbox.api.event.EventType;
import org.valija.mailbox.api.event.MailEvent;

/** Passes on what the event feed tells to the sessions it concerns, all of this process. Thread-safe. */
final class Watches implements EventFeed.Listener {

    private final ConcurrentHashMap<AccountId, Set<Followed>> followed = new ConcurrentHashMap<>();
    private final LiveSessions live;
    private final SharedMailboxes shared;

    Watches(LiveSessions live, SharedMailboxes shared) {
        this.live = live;
        this.shared = shared;
    }

    /** A session, from login to close. */
    private record Followed(User user, Watch watch) {}

    /** The watch of one session; what it returns must be closed with the session. */
    final class Subscription implements AutoCloseable {

        private final Watch watch;
        private volatile Runnable end = () -> {};

        private final Consumer<BooleanSupplier> wireLog;
        private final String clientAddress;

        private Subscription(Runnable wake, Consumer<BooleanSupplier> wireLog, String clientAddress) {
            this.wireLog = wireLog;
            this.clientAddress = clientAddress;
            watch = new Watch(wake, this::follow);
        }

        private void follow(User user) {
            wireLog.accept(user::isWireLogged);
            var session = new Followed(user, watch);
            followed.compute(user.account(), (_, sessions) -> {
                var all = sessions == null ? ConcurrentHashMap.<Followed>newKeySet() : sessions;
                all.add(session);
                return all;
            });
            var shown = live.opened(user.account(), clientAddress, () -> watch.end("Disconnected by an administrator"));
            end = () -> {
                shown.close();
                unfollow(user, session);
            };
        }

        private void unfollow(User user, Followed session) {
            followed.computeIfPresent(user.account(), (_, sessions) -> {
                sessions.remove(session);
                return sessions.isEmpty() ? null : sessions;
            });
        }

        Watch watch() {
            return watch;
        }

        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * @param wake ends the session's wait for input
     * @param wireLog told while what goes over the wire is to be logged
     * @param clientAddress IP address
     */
    Subscription subscribe(Runnable wake, Consumer<BooleanSupplier> wireLog, String clientAddress) {
        return new Subscription(wake, wireLog, clientAddress);
    }

    @Override
    public Set<EventType> types() {
        return EnumSet.of(
                EventType.MESSAGE_DELIVERED,
                EventType.MESSAGES_ADDED,
                EventType.FLAGS_CHANGED,
                EventType.MESSAGES_EXPUNGED,
                EventType.MAILBOX_CHANGED,
                EventType.ACCOUNT_CHANGED,
                EventType.QUOTA_CROSSED);
    }

    @Override
    public void accept(MailEvent event) {
        var account = event.data().account();
        if (account == null) {
            return;
        }
        switch (event.data()) {
            case EventData.MessageDelivered of ->
                sessions(account).forEach(session -> session.watch().delivered(of.mailbox(), of.uid(), of.modseq()));
            case EventData.OfMessages of -> happened(account, of.mailbox(), of.modseq());
            case EventData.MailboxChanged of -> happened(account, of.mailbox(), Watch.UNKNOWN);
            case EventData.AccountChanged of -> changed(of);
            case EventData.QuotaCrossed of ->
                sessions(account).forEach(session -> session.watch().full(of.percent()));
            case EventData.QuotaExceeded _,
                    EventData.LoginFailed _,
                    EventData.OfTransport _,
                    EventData.MessageRejected _ -> {
                // No business of sessions
            }
        }
    }

    private void happened(AccountId account, MailboxId mailbox, long modseq) {
        sessions(account).forEach(session -> session.watch().happened(mailbox, modseq));
    }

    private void changed(EventData.AccountChanged account) {
        switch (account.change()) {
            case DISABLED, DELETED, PURGED ->
                sessions(account.account()).forEach(session -> session.watch().end("Account is disabled"));
            // Only the store knows which sessions came by that password: they can't renew their tokens any more
            // and how long the wire is to be logged
            case PASSWORD_CHANGED, APP_PASSWORD_REVOKED, WIRE_LOG_CHANGED ->
                sessions(account.account())
                        .forEach(session -> Thread.ofVirtual().start(() -> renewToken(session, User::renew)));
            case CREATED, RENAMED, ENABLED, UNDELETED, QUOTA_CHANGED, APP_PASSWORD_MADE -> {}
        }
    }

    @Override
    public void gap() {
        shared.forgetAll();
        followed.values()
                .forEach(sessions -> sessions.forEach(session -> session.watch().gap()));
    }

    /** Renews tokens that are about to expire; ends sessions whose tokens can't be renewed. */
    void renewTokens() {
        followed.values().forEach(sessions -> sessions.forEach(session -> renewToken(session, User::token)));
    }

    private static void renewToken(Followed session, Consumer<User> renewal) {
        try {
            renewal.accept(session.user());
        } catch (MailboxException.NotAuthenticated | MailboxException.NotPermitted _) {
            session.watch().end("Log in again");
        } catch (MailboxException _) {
            // There is time to try again: tokens are renewed halfway through their life
        }
    }

    private Set<Followed> sessions(AccountId account) {
        return followed.getOrDefault(account, Set.of());
    }
}
