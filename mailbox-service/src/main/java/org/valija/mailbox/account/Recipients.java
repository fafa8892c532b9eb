package org.valija.mailbox.account;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.valija.mailbox.account.AddressWalk.Account;
import org.valija.mailbox.account.AddressWalk.Place;
import org.valija.mailbox.account.Recipient.Reached;
import org.valija.mailbox.api.AccountId;
import org.valija.mailbox.api.MailboxException;

/** Finds out who addresses belong to, and whether they can be delivered to now. */
@Component
public final class Recipients {

    private static final String POSTMASTER = "postmaster";

    private final AddressWalk walk;
    private final AccountProperties properties;

    Recipients(AddressWalk walk, AccountProperties properties) {
        this.walk = walk;
        this.properties = properties;
    }

    /**
     * Resolves many addresses with one statement.
     *
     * @param addresses as an envelope names them
     * @param size octets of the message; 0 if unknown
     * @return an answer for each of them, under the address as it was given
     */
    public Map<String, Recipient> resolve(Collection<String> addresses, long size) {
        var answers = new LinkedHashMap<String, Recipient>();
        var resolved = resolve(
                addresses.stream().map(address -> new Asked(address, size)).toList());
        int i = 0;
        for (var address : addresses) {
            answers.put(address, resolved.get(i++));
        }
        return answers;
    }

    /**
     * What is asked for.
     *
     * @param address as an envelope names it
     * @param size octets of the message; 0 if unknown
     */
    record Asked(String address, long size) {}

    /** Resolves many addresses with one statement; one answer for each, in their order. */
    List<Recipient> resolve(List<Asked> all) {
        var parsed = new ArrayList<@Nullable Address>(all.size());
        var answers = new ArrayList<@Nullable Recipient>(all.size());
        for (var asked : all) {
            try {
                parsed.add(parse(asked.address));
                answers.add(null);
            } catch (MailboxException e) {
                parsed.add(null);
                answers.add(new Recipient.Refused(e));
            }
        }
        var places = follow(parsed.stream().filter(Objects::nonNull).toList());
        for (int i = 0; i < parsed.size(); i++) {
            var address = parsed.get(i);
            if (address != null) {
                answers.set(i, answer(address, places, all.get(i).size));
            }
        }
        return answers.stream().map(Objects::requireNonNull).toList();
    }

    /** Resolves one address. */
    public Recipient resolve(String address, long size) {
        return resolve(List.of(new Asked(address, size))).getFirst();
    }

    private Address parse(String text) {
        // RFC 5321, 4.5.1: postmaster alone is an address, in any case
        if (text.toLowerCase(Locale.ROOT).equals(POSTMASTER)) {
            var postmaster = postmaster();
            if (postmaster == null) {
                throw new MailboxException.NotFound("no postmaster is set");
            }
            return postmaster;
        }
        return Address.parse("address", text);
    }

    private @Nullable Address postmaster() {
        return properties.postmaster() == null
                ? null
                : Address.parse("mailbox.accounts.postmaster", properties.postmaster());
    }

    private Map<String, List<Place>> follow(Collection<Address> addresses) {
        var keys = addresses.stream().map(Address::key).collect(Collectors.toCollection(LinkedHashSet::new));
        var postmaster = postmaster();
        if (postmaster != null && keys.stream().anyMatch(Recipients::isPostmaster)) {
            keys.add(postmaster.key());
        }
        return walk.follow(keys, postmaster == null);
    }

    private static boolean isPostmaster(String key) {
        return key.startsWith(POSTMASTER + "@");
    }

    private Recipient answer(Address address, Map<String, List<Place>> found, long size) {
        var places = found.getOrDefault(address.key(), List.of());
        var start = places.stream()
                .filter(place -> place.address().equals(address.key()))
                .findFirst()
                .orElseThrow();
        if (!start.ours()) {
            return new Recipient.Remote(address.toString());
        }
        if (!start.domainEnabled()) {
            return new Recipient.Refused(new MailboxException.NotPermitted("the domain is disabled"));
        }
        var accounts = places.stream()
                .map(Place::reached)
                .filter(Objects::nonNull)
                .filter(account -> !account.deleted())
                .toList();
        var external = external(places);
        if (accounts.isEmpty() && external.isEmpty()) {
            var postmaster = postmaster();
            return postmaster != null && !postmaster.key().equals(address.key()) && isPostmaster(address.key())
                    ? answer(postmaster, found, size)
                    : new Recipient.Refused(new MailboxException.NotFound("no such recipient here"));
        }
        var way = places.stream().map(Place::address).collect(Collectors.toUnmodifiableSet());
        return deliverable(address, accounts, external, way, size);
    }

    private static List<Address> external(List<Place> places) {
        var external = new LinkedHashMap<String, Address>();
        for (var place : places) {
            if (!place.ours()) {
                external.computeIfAbsent(
                        place.address(),
                        key -> Address.parse("target", place.display() == null ? key : place.display()));
            }
        }
        return List.copyOf(external.values());
    }

    /** All who are enabled get it, or nobody does, so that a sender who tries again doubles nothing. */
    private static Recipient deliverable(
            Address address, List<Account> accounts, List<Address> external, Set<String> way, long size) {
        var enabled = accounts.stream().filter(Account::enabled).toList();
        if (enabled.isEmpty() && external.isEmpty()) {
            return new Recipient.Refused(new MailboxException.NotPermitted("the account is disabled"));
        }
        if (!enabled.stream()
                .allMatch(it ->
                        it.room().bytes() >= Math.max(size, 1) && it.room().messages() > 0)) {
            return new Recipient.Refused(new MailboxException.OverQuota("the mailbox is full"));
        }
        return new Recipient.Local(name(address, enabled, external), reached(enabled), external, way);
    }

    /** As its owner writes it, if it is the address of the one account that is reached. */
    private static String name(Address address, List<Account> accounts, List<Address> external) {
        var own = external.isEmpty()
                && accounts.size() == 1
                && Address.parse("address", accounts.getFirst().address()).key().equals(address.key());
        return own ? accounts.getFirst().address() : address.key();
    }

    /** Each account once: with the first detail that led there, unless there is a way without. */
    private static List<Reached> reached(List<Account> accounts) {
        var details = new LinkedHashMap<AccountId, Reached>();
        for (var account : accounts) {
            details.putIfAbsent(account.id(), new Reached(account.id(), account.detail()));
        }
        return new ArrayList<>(details.values());
    }
}
