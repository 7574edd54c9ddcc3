package io.annals.query.timeline;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.knownBy;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.edge.json.JsonForms;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import io.annals.query.GivenFact;
import io.annals.query.Stories;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.joda.money.Money;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class TimelineEntryTest {
    private static Optional<TimelineEntry> entry(Fact fact) {
        GivenFact told = GivenFact.inCommitsOf(1, List.of(fact)).getFirst();
        return TimelineEntry.of(told.where(), told.fact());
    }

    @Test
    void a_contact_shows_its_channel_its_direction_and_what_was_said() {
        TimelineEntry entry = entry(email(ANN, "m1", day(1), "hello")).orElseThrow();

        assertThat(entry.family()).isEqualTo("contact");
        assertThat(entry.kind()).isEqualTo("email");
        assertThat(entry.type()).isEqualTo("contact.EmailReceived");
        assertThat(entry.channel()).isEqualTo("mail");
        assertThat(entry.direction()).isEqualTo("inbound");
        assertThat(entry.contact()).isEqualTo(new ContactId("m1"));
        assertThat(entry.actor()).isEqualTo("agent");
        assertThat(entry.content()).containsEntry("text", Personal.of("hello"));
    }

    @Test
    void each_family_makes_entries_and_what_is_only_claimed_makes_none() {
        assertThat(entry(registered(ANN, "Ann")).orElseThrow().family()).isEqualTo("customer");
        assertThat(entry(earned(ANN, 3, "p1")).orElseThrow().kind()).isEqualTo("points-earned");
        assertThat(entry(new IdentityClaimed(ANN, IdentityKind.EMAIL, "k", day(1))))
                .isEmpty();
        assertThat(entry(new PurchaseRewarded(
                        ANN, new ContactId("p1"), Money.parse("USD 1.00"), BigDecimal.ONE, 1, day(1))))
                .isEmpty();
    }

    @Test
    void in_json_it_is_what_was_posted_and_erased_parts_say_so() {
        var json = JsonForms.mapper();

        assertThat(json.writeValueAsString(
                        entry(purchase(ANN, "p1", day(1), "USD 29.33")).orElseThrow()))
                .contains(
                        "\"kind\":\"purchase\"",
                        "\"total\":{\"amount\":\"29.33\",\"currency\":\"USD\"}",
                        "\"paymentMethod\":\"card\"",
                        "\"occurredAt\":\"2026-01-02T10:00:00Z\"");
        assertThat(json.writeValueAsString(
                        entry(new NoteTaken(Stories.contact(ANN, "n1", "desk", day(1)), Personal.erased()))
                                .orElseThrow()))
                .contains("\"text\":{\"erased\":true}");
        assertThat(json.writeValueAsString(
                        entry(knownBy(ANN, IdentityKind.EXTERNAL_ID, "7", "k")).orElseThrow()))
                .contains("\"identity\":\"externalId\"")
                .doesNotContain("\"channel\"");
    }

    @Test
    void a_late_contact_comes_where_it_belongs() {
        List<GivenFact> told = GivenFact.inCommitsOf(
                1,
                List.of(email(ANN, "m1", day(1), "a"), email(ANN, "m3", day(3), "b"), email(ANN, "m2", day(2), "c")));

        List<String> contacts = told.stream()
                .map(one -> TimelineEntry.of(one.where(), one.fact()).orElseThrow())
                .sorted(TimelineEntry.NEWEST_FIRST)
                .map(entry -> String.valueOf(entry.contact()))
                .toList();

        assertThat(contacts).containsExactly("m3", "m2", "m1");
    }
}
