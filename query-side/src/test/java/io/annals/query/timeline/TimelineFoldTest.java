package io.annals.query.timeline;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.THEN;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.IdentityKind;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.query.GivenFact;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a timeline keeps of an entry, to find it by. */
@Tag("quick")
class TimelineFoldTest {
    private static final Fact CLAIMED = new IdentityClaimed(ANN, IdentityKind.EMAIL, "k", THEN);

    private static GivenFact told(Fact fact) {
        return GivenFact.inCommitsOf(1, List.of(fact)).getFirst();
    }

    private static @Nullable TimelineRow row(TimelineView before, Fact fact) {
        return (TimelineRow) new TimelineFold().row(before, told(fact).where(), fact);
    }

    private static @Nullable List<String> words(Fact fact) {
        return Objects.requireNonNull(row(TimelineView.NOTHING, fact)).words();
    }

    @Test
    void entries_are_counted_and_what_is_only_claimed_is_none() {
        assertThat(GivenFact.view(
                        new TimelineFold(), List.of(registered(ANN, "Ann"), CLAIMED, email(ANN, "m", day(1), "a"))))
                .isEqualTo(new TimelineView(2, false));
        assertThat(GivenFact.view(
                        new TimelineFold(),
                        List.of(registered(ANN, "Ann"), new CustomerErased(ANN, day(1)), earned(ANN, 3, "p"))))
                .isEqualTo(new TimelineView(3, true));
        assertThat(row(TimelineView.NOTHING, CLAIMED)).isNull();
    }

    @Test
    void a_contact_is_found_by_channel_by_who_recorded_it_and_by_its_words() {
        assertThat(row(TimelineView.NOTHING, email(ANN, "m1", day(1), "the lamp")))
                .isEqualTo(new TimelineRow(
                        day(1),
                        "email",
                        "mail",
                        "agent",
                        null,
                        "agent",
                        List.of("about", "ann", "ann@example.com", "com", "example", "external-m1", "lamp", "the")));
    }

    @Test
    void an_entry_of_the_ledger_is_found_by_its_points_and_has_no_words() {
        assertThat(row(TimelineView.NOTHING, earned(ANN, 7, "p1")))
                .isEqualTo(new TimelineRow(day(2), "points-earned", null, "agent", 7L, null, null));
        assertThat(row(TimelineView.NOTHING, new PointsRedeemed(ANN, 7, "r1", day(3))))
                .isEqualTo(new TimelineRow(day(3), "points-redeemed", null, "agent", -7L, null, null));
        assertThat(row(
                        TimelineView.NOTHING,
                        new PointsTakenBack(ANN, 7, new ContactId("p1"), new ContactId("b1"), day(4))))
                .isEqualTo(new TimelineRow(day(4), "points-taken-back", null, "agent", -7L, null, null));
        assertThat(row(TimelineView.NOTHING, new GoodwillGranted(ANN, 7, Personal.of("sorry"), "anna", "g1", day(5))))
                .isEqualTo(new TimelineRow(day(5), "goodwill-granted", null, "agent", 7L, null, null));
    }

    @Test
    void what_follows_from_somebodys_doing_is_theirs() {
        RecordedEvent where = told(earned(ANN, 7, "p1")).where();
        Event event = where.event();
        RecordedEvent byPolicy = new RecordedEvent(
                where.position(),
                where.index(),
                where.at(),
                new Event(
                        event.stream(),
                        event.seq(),
                        event.type(),
                        event.rev(),
                        event.id(),
                        event.subject(),
                        event.occurredAt(),
                        Map.of("actor", "policy", "onBehalfOf", "till-7"),
                        event.data()));

        assertThat(new TimelineFold().row(TimelineView.NOTHING, byPolicy, earned(ANN, 7, "p1")))
                .isEqualTo(new TimelineRow(day(2), "points-earned", null, "till-7", 7L, null, null));
    }

    @Test
    void goods_and_what_was_filled_in_are_words_and_the_names_of_fields_and_numbers_of_things_are_none() {
        assertThat(words(purchase(ANN, "p1", day(1), "USD 29.33"))).containsExactly("external-p1", "shoes");
        assertThat(words(new FormSubmitted(
                        contact(ANN, "f1", "web", day(1)),
                        CodedText.words("Feedback"),
                        Personal.of(Map.of("line", "brilliant")))))
                .as("a field that is called as something untold is")
                .containsExactly("brilliant", "external-f1", "feedback");
    }

    @Test
    void of_what_is_erased_there_are_no_words() {
        Fact note = new NoteTaken(contact(ANN, "n1", "desk", day(1)), Personal.of("She has a key."));

        assertThat(row(new TimelineView(3, true), note)).satisfies(row -> {
            assertThat(row.actor()).isEqualTo("agent");
            assertThat(row.words()).isNull();
        });
        assertThat(words(new NoteTaken(
                        new Contact(
                                new ContactId("n1"),
                                ANN,
                                "desk",
                                Direction.INTERNAL,
                                Personal.erased(),
                                day(1),
                                "print"),
                        Personal.erased())))
                .isNull();
    }
}
