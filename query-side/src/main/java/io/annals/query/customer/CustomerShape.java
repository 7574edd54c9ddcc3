package io.annals.query.customer;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.annals.encoding.Joined;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.query.customer.CustomerView.ChannelUse;
import io.annals.query.customer.CustomerView.Conflict;
import io.annals.query.customer.CustomerView.Consent;
import io.annals.query.customer.Dealings.Handler;
import io.annals.query.projection.Shown;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * The client view as it goes out.
 *
 * @param sections what features add, each under its own name beside the others
 * @param handlers who recorded the latest contacts, the latest first
 * @param waiting for what the customer waits; absent when for nothing
 * @param latest the latest contact that was not internal, with its beginning; absent before the first
 * @param merged those who have been merged into this one; absent where there are none
 * @param version what an edit names in If-Match
 * @param position what the view reflects
 * @param asOf the position of history that was asked for; absent in the live view
 */
public record CustomerShape(
        CustomerId id,
        @Nullable PartyKind party,
        List<PartyRole> roles,
        @TellsOf(Field.NAME) @Nullable String name,
        @TellsOf(Field.IDENTITIES) List<Identity> identities,
        @TellsOf(Field.ATTRIBUTES) Map<String, String> attributes,
        @TellsOf(Field.CONSENTS) List<Consent> consents,
        @TellsOf(Field.HISTORY) Map<String, ChannelUse> channels,
        @TellsOf(Field.HISTORY) @Nullable Instant firstContact,
        @TellsOf(Field.HISTORY) @Nullable Instant lastContact,
        @TellsOf(Field.HISTORY) Purchases purchases,
        @JsonAnyGetter @Joined(CustomerSections.class) Map<String, Record> sections,
        @TellsOf(Field.BELONGING) @Nullable String team,
        @TellsOf(Field.BELONGING) @Nullable String region,
        @TellsOf(Field.NOTES) List<Conflict> conflicts,
        @TellsOf(Field.COLLEAGUES) List<Handler> handlers,
        @TellsOf(Field.HISTORY) @Nullable Waiting waiting,
        @TellsOf(Field.HISTORY) @Nullable LatestContact latest,
        @Open boolean erased,
        @Open @Nullable List<CustomerId> merged,
        @TellsOf(Field.COLLEAGUES) long version,
        @Open long position,
        @Open @Nullable Long asOf) {

    public record Identity(IdentityKind kind, String value) {}

    /**
     * How recent, how many, how much.
     *
     * @param recencyDays whole days since the latest purchase, by the clock of the reading or the moment of {@code asOf}
     * @param money by currency, less what came back
     */
    public record Purchases(
            @Open long count,
            @Open @Nullable Instant last,
            @Open @Nullable Long recencyDays,
            @TellsOf(Field.MONEY) Collection<Money> money) {}

    /**
     * What has not been answered.
     *
     * @param since when the first of it came in
     * @param latest when the last of it came in
     * @param seconds since the first, by the clock of the reading or the moment of {@code asOf}
     */
    public record Waiting(
            Instant since, Instant latest, long seconds, ContactKind kind, String channel, ContactId contact) {}

    private static @Nullable Waiting waiting(Dealings.@Nullable Waiting waiting, Instant now) {
        return waiting == null
                ? null
                : new Waiting(
                        waiting.since(),
                        waiting.latest(),
                        Math.max(0, Duration.between(waiting.since(), now).toSeconds()),
                        waiting.kind(),
                        waiting.channel(),
                        waiting.contact());
    }

    static CustomerShape of(Shown<CustomerView> shown, @Nullable Long asOf, Instant now) {
        return of(shown.members(), shown.view(), shown.position(), asOf, now);
    }

    /** @param members under whose id it is shown, then those who have been merged into that one */
    public static CustomerShape of(
            List<String> members, CustomerView view, long position, @Nullable Long asOf, Instant now) {
        List<CustomerId> all = members.stream().map(CustomerId::of).toList();
        CustomerId id = all.getFirst();
        return new CustomerShape(
                id,
                view.party(),
                view.roles().stream().sorted().toList(),
                view.name(),
                view.identities().stream()
                        .map(identity -> new Identity(identity.kind(), identity.value()))
                        .toList(),
                view.attributes(),
                view.consents(),
                view.channels(),
                view.firstContact(),
                view.lastContact(),
                purchases(view.purchases(), now),
                view.sections(),
                view.team(),
                view.region(),
                view.conflicts(),
                view.dealings().handlers(),
                waiting(view.dealings().waiting(), now),
                view.latest(),
                view.erased(),
                all.size() == 1 ? null : all.subList(1, all.size()),
                view.version(),
                position,
                asOf);
    }

    private static Purchases purchases(CustomerView.Purchases purchases, Instant now) {
        Instant last = purchases.last();
        Long recency =
                last == null ? null : Math.max(0, Duration.between(last, now).toDays());
        return new Purchases(purchases.count(), last, recency, purchases.money().values());
    }
}
