package io.annals.query.customer;

import io.annals.query.customer.CustomerView.ChannelUse;
import io.annals.query.customer.CustomerView.Conflict;
import io.annals.query.customer.CustomerView.Consent;
import io.annals.query.customer.CustomerView.Identity;
import io.annals.query.customer.CustomerView.Purchases;
import io.annals.query.projection.Seen;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of customers who are one. The survivor's word counts, and where the survivor has none that of the first who has;
 * what there can be several of is put together; a consent holds where nobody of them has withdrawn it.
 */
final class CustomersAsOne {
    private static final int MOST_WORDS = 500;

    private final List<Seen<CustomerView>> members;
    private final List<CustomerView> views;

    private CustomersAsOne(List<Seen<CustomerView>> members) {
        this.members = members;
        this.views = members.stream().map(Seen::view).toList();
    }

    /** @param members the survivor first */
    static CustomerView of(List<Seen<CustomerView>> members) {
        return new CustomersAsOne(members).view();
    }

    private CustomerView view() {
        boolean noted = views.stream().anyMatch(CustomerView::noted)
                && views.stream().filter(view -> view.lastContact() != null).allMatch(CustomerView::noted);
        return new CustomerView(
                first(CustomerView::party),
                views.stream().flatMap(view -> view.roles().stream()).collect(Collectors.toUnmodifiableSet()),
                first(CustomerView::name),
                identities(),
                attributes(),
                consents(),
                channels(),
                told(CustomerView::firstContact).min(Comparator.naturalOrder()).orElse(null),
                views.stream()
                        .filter(view -> view.noted() == noted)
                        .map(CustomerView::lastContact)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                noted,
                purchases(),
                CustomerSections.together(
                        views.stream().map(CustomerView::sections).toList()),
                conflicts(),
                Dealings.together(views.stream().map(CustomerView::dealings).toList()),
                views.stream().allMatch(CustomerView::erased),
                views.getFirst().version(),
                views.stream()
                        .flatMap(view -> view.words().stream())
                        .distinct()
                        .limit(MOST_WORDS)
                        .toList(),
                first(CustomerView::team),
                first(CustomerView::region),
                told(CustomerView::latest)
                        .max(Comparator.comparing(LatestContact::at))
                        .orElse(null));
    }

    private <T> Stream<T> told(Function<CustomerView, @Nullable T> component) {
        return views.stream().<T>mapMulti((view, sink) -> {
            T value = component.apply(view);
            if (value != null) {
                sink.accept(value);
            }
        });
    }

    private <T> @Nullable T first(Function<CustomerView, @Nullable T> component) {
        return told(component).findFirst().orElse(null);
    }

    private List<Identity> identities() {
        Map<String, Identity> byKey = new LinkedHashMap<>();
        views.forEach(view -> view.identities().forEach(one -> byKey.putIfAbsent(one.key(), one)));
        return List.copyOf(byKey.values());
    }

    private Map<String, String> attributes() {
        Map<String, String> all = new TreeMap<>();
        views.forEach(view -> view.attributes().forEach(all::putIfAbsent));
        return all;
    }

    /** The latest word of those who withdrew it, or else of those who gave it. */
    private List<Consent> consents() {
        record What(String channel, String purpose) {}
        Map<What, Consent> all = new LinkedHashMap<>();
        views.forEach(view -> view.consents()
                .forEach(one -> all.merge(new What(one.channel(), one.purpose()), one, CustomersAsOne::stricter)));
        return List.copyOf(all.values());
    }

    private static Consent stricter(Consent one, Consent other) {
        if (one.given() != other.given()) {
            return one.given() ? other : one;
        }
        return other.since().isAfter(one.since()) ? other : one;
    }

    private Map<String, ChannelUse> channels() {
        Map<String, ChannelUse> all = new TreeMap<>();
        views.forEach(view -> view.channels()
                .forEach((channel, use) -> all.merge(
                        channel, use, (a, b) -> new ChannelUse(a.count() + b.count(), later(a.last(), b.last())))));
        return all;
    }

    private static Instant later(Instant a, Instant b) {
        return b.isAfter(a) ? b : a;
    }

    private Purchases purchases() {
        Map<String, Money> money = new TreeMap<>();
        views.forEach(
                view -> view.purchases().money().forEach((currency, one) -> money.merge(currency, one, Money::plus)));
        return new Purchases(
                views.stream().mapToLong(view -> view.purchases().count()).sum(),
                told(view -> view.purchases().last())
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                money,
                money.values().stream()
                        .map(Money::getAmount)
                        .max(Comparator.naturalOrder())
                        .orElse(BigDecimal.ZERO));
    }

    /** Not with each other: that they are one is what became of it. */
    private List<Conflict> conflicts() {
        Set<String> subjects = members.stream().map(Seen::subject).collect(Collectors.toSet());
        List<Conflict> all = views.stream()
                .flatMap(view -> view.conflicts().stream())
                .filter(conflict -> !subjects.contains(conflict.other().toString()))
                .sorted(Comparator.comparing(Conflict::at))
                .toList();
        return new ArrayList<>(all.subList(Math.max(0, all.size() - CustomerSketch.LATEST_CONFLICTS), all.size()));
    }
}
