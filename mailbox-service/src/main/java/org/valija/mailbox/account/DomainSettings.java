package org.valija.mailbox.account;

import org.jspecify.annotations.Nullable;
import org.valija.mailbox.api.MailboxException;
import org.valija.mailbox.api.account.DomainChange;
import org.valija.mailbox.api.account.NewDomain;

/**
 * Settings of a domain, read and checked; null leaves one as it is.
 *
 * @param removesAlias whether the domain becomes a domain of its own
 * @param removesCatchAll whether mail for unknown addresses is refused from now on
 */
record DomainSettings(
        @Nullable Boolean enabled,
        @Nullable DomainName aliasOf,
        boolean removesAlias,
        @Nullable Address catchAll,
        boolean removesCatchAll,
        @Nullable Boolean subaddressing,
        @Nullable String separator,
        @Nullable Long quotaBytes,
        @Nullable Long quotaMessages,
        @Nullable Long quotaMailboxes) {

    private static final String SEPARATORS = "+-_=.#~";

    DomainSettings {
        if (separator != null && (separator.length() != 1 || !SEPARATORS.contains(separator))) {
            throw new MailboxException.Invalid("separator", "a separator is one of " + SEPARATORS);
        }
        Quota.check("quotaBytes", quotaBytes);
        Quota.check("quotaMessages", quotaMessages);
        Quota.check("quotaMailboxes", quotaMailboxes);
    }

    static DomainSettings of(DomainChange change) {
        return new DomainSettings(
                change.enabled(),
                domain(change.aliasOf()),
                isEmpty(change.aliasOf()),
                address(change.catchAll()),
                isEmpty(change.catchAll()),
                change.subaddressing(),
                change.separator(),
                change.quotaBytes(),
                change.quotaMessages(),
                change.quotaMailboxes());
    }

    /** Of a domain that is new. */
    static DomainSettings of(NewDomain domain, AccountProperties defaults) {
        return new DomainSettings(
                null,
                domain(domain.aliasOf()),
                false,
                address(domain.catchAll()),
                false,
                domain.subaddressing(),
                domain.separator(),
                domain.quotaBytes() == null ? Long.valueOf(defaults.quota().toBytes()) : domain.quotaBytes(),
                domain.quotaMessages() == null ? Long.valueOf(defaults.quotaMessages()) : domain.quotaMessages(),
                domain.quotaMailboxes());
    }

    private static boolean isEmpty(@Nullable String text) {
        return text != null && text.isEmpty();
    }

    private static @Nullable DomainName domain(@Nullable String text) {
        return text == null || text.isEmpty() ? null : DomainName.parse("aliasOf", text);
    }

    private static @Nullable Address address(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Address.parse("catchAll", text);
    }
}
