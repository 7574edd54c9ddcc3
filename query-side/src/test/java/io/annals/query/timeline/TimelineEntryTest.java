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
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Defect;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import io.annals.query.GivenFact;
import io.annals.query.Stories;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    @Test
    void an_entry_stands_where_its_fact_was_recorded_and_in_whose_timeline_it_belongs() {
        GivenFact told = GivenFact.inCommitsOf(2, List.of(registered(ANN, "Ann"), email(ANN, "m1", day(1), "hello")))
                .getLast();

        assertThat(TimelineEntry.of(told.where(), told.fact())).hasValueSatisfying(entry -> {
            assertThat(entry.position()).isEqualTo(1);
            assertThat(entry.index()).isEqualTo(1);
            assertThat(entry.at()).isEqualTo(told.where().at());
            assertThat(entry.occurredAt()).isEqualTo(day(1));
            assertThat(entry.customer()).isEqualTo(ANN);
        });
    }

    @Test
    void of_what_happened_at_once_the_newest_is_what_was_recorded_last() {
        List<String> places = GivenFact.inCommitsOf(
                        2, List.of(email(ANN, "m1", day(2), "a"), earned(ANN, 3, "p1"), email(ANN, "m2", day(2), "b")))
                .stream()
                .map(one -> TimelineEntry.of(one.where(), one.fact()).orElseThrow())
                .sorted(TimelineEntry.NEWEST_FIRST)
                .map(entry -> entry.position() + "." + entry.index())
                .toList();

        assertThat(places).containsExactly("2.0", "1.1", "1.0");
    }

    @Test
    void a_fact_has_the_kind_of_its_entry_and_what_is_only_claimed_has_none() {
        assertThat(TimelineEntry.kindOf(earned(ANN, 3, "p1"))).contains("points-earned");
        assertThat(TimelineEntry.kindOf(new IdentityClaimed(ANN, IdentityKind.EMAIL, "k", day(1))))
                .isEmpty();
    }

    @Test
    void what_is_not_known_is_left_out_and_sets_are_sorted() {
        Map<String, Object> content = entry(new InterviewHeld(
                        Stories.contact(ANN, "i1", "desk", day(1)), Personal.of("lamps"), Duration.ofMinutes(2), null))
                .orElseThrow()
                .content();

        assertThat(content)
                .containsOnlyKeys("topic", "durationSeconds", "externalId")
                .containsEntry("durationSeconds", 120L);
        assertThat(entry(new NoteTaken(
                                Stories.contact(ANN, "n1", "desk", day(1)),
                                Personal.of("look"),
                                Set.of("cy", "bob", "al")))
                        .orElseThrow()
                        .content())
                .containsEntry("mentions", List.of("al", "bob", "cy"));
        assertThat(entry(new NoteTaken(Stories.contact(ANN, "n1", "desk", day(1)), Personal.of("look")))
                        .orElseThrow()
                        .content())
                .doesNotContainKey("mentions");
    }

    @Test
    void what_had_to_be_mended_in_a_contact_is_shown_with_it() {
        Contact told = Stories.contact(ANN, "n1", "desk", day(1));
        Contact mended = new Contact(
                told.id(),
                ANN,
                told.channel(),
                told.direction(),
                told.externalId(),
                told.occurredAt(),
                told.fingerprint(),
                List.of(new Defect("content.text", Defect.Kind.CUT, 100_007, null)));

        assertThat(entry(new NoteTaken(mended, Personal.of("look")))
                        .orElseThrow()
                        .content())
                .containsEntry(
                        "defects",
                        List.of(Map.of("field", "content.text", "kind", Defect.Kind.CUT, "length", 100_007L)));
        assertThat(entry(new NoteTaken(told, Personal.of("look"))).orElseThrow().content())
                .doesNotContainKey("defects");
    }
}
