package io.annals.query.customer;

import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.query.customer.CustomerView.ChannelUse;
import io.annals.query.customer.CustomerView.Conflict;
import io.annals.query.customer.CustomerView.Consent;
import io.annals.query.customer.CustomerView.Identity;
import io.annals.query.customer.CustomerView.Purchases;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** A view while one fact is written into it; lives for the length of {@link CustomerFold#apply}. */
final class CustomerSketch {
    static final int LATEST_CONFLICTS = 50;

    @Nullable
    PartyKind party;

    Set<PartyRole> roles;

    @Nullable
    String name;

    @Nullable
    String team;

    @Nullable
    String region;

    @Nullable
    LatestContact latest;

    Dealings dealings;
    long version;
    private List<Identity> identities;
    private Map<String, String> attributes;
    private List<Consent> consents;
    private Map<String, ChannelUse> channels;
    private @Nullable Instant firstContact;
    private @Nullable Instant lastContact;
    private boolean noted;
    private Purchases purchases;
    private List<Conflict> conflicts;
    private Map<String, Record> sections;
    private boolean erased;
    private final CustomerView before;

    CustomerSketch(CustomerView view) {
        before = view;
        party = view.party();
        roles = view.roles();
        name = view.name();
        team = view.team();
        region = view.region();
        latest = view.latest();
        identities = view.identities();
        attributes = view.attributes();
        consents = view.consents();
        channels = view.channels();
        firstContact = view.firstContact();
        lastContact = view.lastContact();
        noted = view.noted();
        purchases = view.purchases();
        sections = view.sections();
        conflicts = view.conflicts();
        dealings = view.dealings();
        erased = view.erased();
        version = view.version();
    }

    CustomerView view() {
        return new CustomerView(
                party,
                roles,
                name,
                identities,
                attributes,
                consents,
                channels,
                firstContact,
                lastContact,
                noted,
                purchases,
                sections,
                conflicts,
                dealings,
                erased,
                version,
                words(),
                team,
                region,
                latest);
    }

    /** Made anew only when there is something new in them: most facts are contacts. */
    private List<String> words() {
        boolean same = Objects.equals(name, before.name())
                && identities.equals(before.identities())
                && attributes.equals(before.attributes());
        return same ? before.words() : SearchWords.of(name, identities, attributes.values());
    }

    void contacted(String channel, boolean internal, Instant when) {
        Map<String, ChannelUse> uses = new TreeMap<>(channels);
        uses.merge(
                channel, new ChannelUse(1, when), (a, b) -> new ChannelUse(a.count() + 1, later(a.last(), b.last())));
        channels = uses;
        firstContact = firstContact == null || when.isBefore(firstContact) ? when : firstContact;
        if (lastContact == null || (noted && !internal)) {
            lastContact = when;
            noted = internal;
        } else if (!internal || noted) {
            lastContact = later(lastContact, when);
        }
    }

    /** Whoever is erased waits for nobody any more. */
    void dealtWith(ContactMade made, Instant recorded, String actor) {
        Dealings after = dealings.with(made, recorded, actor);
        dealings = erased ? after.forgotten() : after;
        LatestContact newer =
                LatestContact.with(latest, made, OpenQuestions.tookPlace(made.occurredAt(), recorded), actor);
        latest = erased && newer != null ? newer.forgotten() : newer;
    }

    void bought(Money total, Instant when) {
        Instant last = purchases.last() == null ? when : later(purchases.last(), when);
        purchases = new Purchases(purchases.count() + 1, last, purchases.money(), purchases.top());
        spent(total);
    }

    void spent(Money amount) {
        Map<String, Money> money = new TreeMap<>(purchases.money());
        money.merge(amount.getCurrencyUnit().getCode(), amount, Money::plus);
        BigDecimal top = money.values().stream()
                .map(Money::getAmount)
                .max(BigDecimal::compareTo)
                .orElse(BigDecimal.ZERO);
        purchases = new Purchases(purchases.count(), purchases.last(), money, top);
    }

    /** An identity whose value is erased leaves no trace: not even its hash says anything then. */
    void knownBy(IdentityKind kind, @Nullable String value, String key) {
        if (value != null
                && !erased
                && identities.stream().noneMatch(known -> known.key().equals(key))) {
            identities = plus(identities, new Identity(kind, value, key));
        }
    }

    void noLongerKnownBy(String key) {
        identities =
                identities.stream().filter(known -> !known.key().equals(key)).toList();
    }

    void attributes(Map<String, String> values, Collection<String> removed) {
        Map<String, String> corrected = new TreeMap<>(attributes);
        corrected.putAll(values);
        corrected.keySet().removeAll(removed);
        attributes = corrected;
    }

    void consent(Consent consent) {
        List<Consent> others = consents.stream()
                .filter(c ->
                        !(c.channel().equals(consent.channel()) && c.purpose().equals(consent.purpose())))
                .toList();
        consents = plus(others, consent);
    }

    void conflict(Conflict conflict) {
        List<Conflict> all = plus(conflicts, conflict);
        conflicts = List.copyOf(all.subList(Math.max(0, all.size() - LATEST_CONFLICTS), all.size()));
    }

    /** Whether the fact says anything to one of the features that add to the view. */
    @SuppressWarnings("ReferenceEquality") // nothing is made anew where nothing changed
    boolean sections(Fact fact) {
        Map<String, Record> after = CustomerSections.after(sections, fact);
        boolean concerned = after != sections;
        sections = concerned && erased ? CustomerSections.forgotten(after) : after;
        List<Identity> known = CustomerSections.knownBy(fact).toList();
        known.forEach(one -> knownBy(one.kind(), one.value(), one.key()));
        return concerned || !known.isEmpty();
    }

    /** Who it was goes; what was bought, when and for how much stays. */
    void erase() {
        erased = true;
        name = null;
        identities = List.of();
        attributes = Map.of();
        dealings = dealings.forgotten();
        latest = latest == null ? null : latest.forgotten();
        sections = CustomerSections.forgotten(sections);
    }

    private static <T> List<T> plus(List<T> list, T one) {
        List<T> longer = new ArrayList<>(list);
        longer.add(one);
        return List.copyOf(longer);
    }

    private static Instant later(Instant a, Instant b) {
        return Stream.of(a, b).max(Instant::compareTo).orElse(a);
    }
}
