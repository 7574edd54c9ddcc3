package io.annals.query.customer;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.THEN;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.earned;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.knownBy;
import static io.annals.query.Stories.purchase;
import static io.annals.query.Stories.registered;
import static io.annals.query.Stories.takenBack;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyStreams;
import io.annals.query.Examples;
import io.annals.query.GivenFact;
import io.annals.query.customer.CustomerView.ChannelUse;
import io.annals.query.customer.CustomerView.Consent;
import io.annals.query.customer.CustomerView.Identity;
import io.annals.query.loyalty.LoyaltySection.Loyalty;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class CustomerFoldTest {
    private static CustomerView after(Fact... facts) {
        return GivenFact.view(new CustomerFold(), List.of(facts));
    }

    @Test
    void a_registered_customer_has_a_name_a_party_and_roles() {
        CustomerView view = after(registered(ANN, "Ann Example"));

        assertThat(view.name()).isEqualTo("Ann Example");
        assertThat(view.party()).isEqualTo(PartyKind.PERSON);
        assertThat(view.roles()).containsExactly(PartyRole.CUSTOMER);
        assertThat(view.version()).isZero();
    }

    @Test
    void the_version_counts_the_customers_own_stream_alone() {
        CustomerView view = after(
                registered(ANN, "Ann"),
                new CustomerRenamed(ANN, Personal.of("Annabel"), day(1)),
                email(ANN, "m1", day(2), "hello"),
                earned(ANN, 5, "p"));

        assertThat(view.version()).isEqualTo(1);
        assertThat(view.name()).isEqualTo("Annabel");
    }

    @Test
    void a_late_contact_moves_the_first_contact_and_not_the_last() {
        CustomerView view =
                after(email(ANN, "m1", day(5), "a"), email(ANN, "m2", day(2), "b"), email(ANN, "m3", day(3), "c"));

        assertThat(view.firstContact()).isEqualTo(day(2));
        assertThat(view.lastContact()).isEqualTo(day(5));
        assertThat(view.channels()).isEqualTo(Map.of("mail", new ChannelUse(3, day(5))));
    }

    @Test
    void what_is_noted_internally_is_no_contact_in_whatever_order_it_is_told() {
        Fact note = note("n1", day(5));
        Fact earlier = note("n2", day(1));
        Fact mail = email(ANN, "m1", day(2), "hello");
        Fact later = email(ANN, "m2", day(3), "still there?");

        assertThat(after(earlier, note).lastContact()).as("none at all yet").isEqualTo(day(5));
        for (List<Fact> told : List.of(
                List.of(note, earlier, mail, later),
                List.of(later, note, mail, earlier),
                List.of(note, later, earlier, mail))) {
            assertThat(GivenFact.view(new CustomerFold(), told).lastContact())
                    .as("%s", told)
                    .isEqualTo(day(3));
        }
    }

    private static Fact note(String id, Instant when) {
        return new NoteTaken(
                new Contact(new ContactId(id), ANN, "desk", Direction.INTERNAL, Personal.of(id), when, "print-" + id),
                Personal.of("who looks after her?"));
    }

    @Test
    void money_is_kept_by_currency_and_a_return_takes_its_part_away() {
        CustomerView view = after(
                purchase(ANN, "p1", day(1), "USD 29.33"),
                purchase(ANN, "p2", day(3), "EUR 10.00"),
                purchase(ANN, "p3", day(2), "USD 10.00"),
                takenBack(ANN, "p1", "USD 29.33", "USD 9.33"));

        assertThat(view.purchases().count()).isEqualTo(3);
        assertThat(view.purchases().last()).isEqualTo(day(3));
        assertThat(view.purchases().money())
                .isEqualTo(Map.of("USD", Money.parse("USD 19.33"), "EUR", Money.parse("EUR 10.00")));
        assertThat(view.purchases().top()).isEqualByComparingTo(new BigDecimal("19.33"));
    }

    @Test
    void points_add_up_and_a_card_is_one_more_identity() {
        CustomerView view = after(
                new CardIssued(ANN, Personal.of("4000"), "card-key", day(1)),
                earned(ANN, 29, "p1"),
                new PointsRedeemed(ANN, 9, "r1", day(2)));

        assertThat(view.sections()).containsEntry("loyalty", new Loyalty(20, "4000"));
        assertThat(view.identities()).containsExactly(new Identity(IdentityKind.CARD, "4000", "card-key"));
    }

    @Test
    void the_same_identity_told_twice_is_one_and_a_released_one_is_gone() {
        CustomerView view = after(
                knownBy(ANN, IdentityKind.EMAIL, "ann@example.com", "k1"),
                knownBy(ANN, IdentityKind.EMAIL, "ann@example.com", "k1"),
                knownBy(ANN, IdentityKind.PHONE, "+4930123456", "k2"),
                new IdentityReleased(ANN, IdentityKind.PHONE, "k2", day(1)));

        assertThat(view.identities()).containsExactly(new Identity(IdentityKind.EMAIL, "ann@example.com", "k1"));
    }

    @Test
    void attributes_are_corrected_one_by_one() {
        CustomerView view = after(
                new AttributesCorrected(ANN, Personal.of(Map.of("sex", "f", "income", "low")), List.of(), THEN),
                new AttributesCorrected(ANN, Personal.of(Map.of("income", "high")), List.of("sex"), THEN));

        assertThat(view.attributes()).isEqualTo(Map.of("income", "high"));
    }

    @Test
    void the_last_word_on_a_consent_holds() {
        CustomerView view = after(
                new ConsentGiven(ANN, "mail", "news", day(1)),
                new ConsentGiven(ANN, "phone", "news", day(1)),
                new ConsentWithdrawn(ANN, "mail", "news", day(2)));

        assertThat(view.consents())
                .containsExactlyInAnyOrder(
                        new Consent("mail", "news", false, day(2)), new Consent("phone", "news", true, day(1)));
    }

    @Test
    void roles_and_conflicts_are_shown() {
        CustomerView view = after(
                new RolesAssigned(ANN, Set.of(PartyRole.SUPPLIER, PartyRole.PARTNER), day(1)),
                new IdentityConflictFound(ANN, customer(2), true, IdentityKind.PHONE, new ContactId("c1"), day(2)));

        assertThat(view.roles()).containsExactlyInAnyOrder(PartyRole.SUPPLIER, PartyRole.PARTNER);
        assertThat(view.conflicts()).singleElement().satisfies(conflict -> {
            assertThat(conflict.other()).isEqualTo(customer(2));
            assertThat(conflict.winner()).isTrue();
        });
    }

    @Test
    void an_erasure_leaves_the_sums_and_nothing_of_who_it_was() {
        Fact[] life = {
            registered(ANN, "Ann Example"),
            knownBy(ANN, IdentityKind.EMAIL, "ann@example.com", "k1"),
            new AttributesCorrected(ANN, Personal.of(Map.of("sex", "f")), List.of(), THEN),
            new CardIssued(ANN, Personal.of("4000"), "card-key", day(1)),
            purchase(ANN, "p1", day(1), "USD 29.33"),
            earned(ANN, 29, "p1"),
            new CustomerErased(ANN, day(2)),
            new CustomerRenamed(ANN, Personal.erased(), day(3))
        };

        CustomerView view = after(life);

        assertThat(view.erased()).isTrue();
        assertThat(view.name()).isNull();
        assertThat(view.identities()).isEmpty();
        assertThat(view.attributes()).isEmpty();
        assertThat(view.words()).isEmpty();
        assertThat(view.sections()).containsEntry("loyalty", new Loyalty(29, null));
        assertThat(view.purchases().money()).isEqualTo(Map.of("USD", Money.parse("USD 29.33")));
    }

    @Test
    void a_customer_belongs_to_the_team_and_the_region_that_were_told_last() {
        CustomerView view = after(
                new TeamAssigned(ANN, "south", day(1)),
                new RegionAssigned(ANN, "kyiv", day(1)),
                new TeamAssigned(ANN, "north", day(2)));

        assertThat(view.team()).isEqualTo("north");
        assertThat(view.region()).isEqualTo("kyiv");
    }

    @Test
    void what_is_only_claimed_in_a_stream_of_its_own_leaves_the_very_same_view() {
        CustomerView before = after(registered(ANN, "Ann"));
        List<Fact> silent = Examples.all().stream()
                .filter(fact -> switch (fact) {
                    case ContactEvent _ -> false;
                    case CustomerEvent customer -> customer instanceof IdentityClaimed;
                    case LoyaltyEvent loyalty -> !loyalty.stream().equals(LoyaltyStreams.account(ANN));
                    default -> true;
                })
                .toList();

        assertThat(silent).hasSizeGreaterThan(5);
        for (GivenFact told : GivenFact.inCommitsOf(1, silent)) {
            assertThat(new CustomerFold().apply(before, told.where(), told.fact()))
                    .as("%s", told.fact())
                    .isSameAs(before);
        }
    }

    @Test
    void the_first_answer_leaves_a_row_of_who_answered_and_after_how_long() {
        Contact outbound =
                new Contact(new ContactId("a"), ANN, "phone", Direction.OUTBOUND, Personal.of("a"), day(2), "print-a");
        CustomerView waiting = after(email(ANN, "m1", day(1), "hello"));

        assertThat(row(waiting, new CallMade(outbound, null, null, null)))
                .isEqualTo(new AnswerRow(day(1), "mail", ContactKind.EMAIL, "agent", 86_400));
        assertThat(row(waiting, email(ANN, "m2", day(2), "hello?")))
                .as("a question")
                .isNull();
        assertThat(row(waiting, registered(ANN, "Ann"))).as("no contact").isNull();
        assertThat(row(CustomerView.UNKNOWN, new CallMade(outbound, null, null, null)))
                .as("an answer to nothing")
                .isNull();
    }

    @Test
    void an_answer_by_a_slow_clock_took_no_time_at_all() {
        Instant heard = GivenFact.RECORDED;
        Contact slow = new Contact(
                new ContactId("a"),
                ANN,
                "phone",
                Direction.OUTBOUND,
                Personal.of("a"),
                heard.minusSeconds(60),
                "print-a");
        CustomerView waiting = after(email(ANN, "m1", heard, "hello"));

        assertThat(row(waiting, new CallMade(slow, null, null, null)))
                .isEqualTo(new AnswerRow(heard, "mail", ContactKind.EMAIL, "agent", 0));
    }

    private static @Nullable Record row(CustomerView before, Fact fact) {
        GivenFact told = GivenFact.inCommitsOf(1, List.of(fact)).getFirst();
        return new CustomerFold().row(before, told.where(), told.fact());
    }

    @Test
    void of_very_many_conflicts_the_latest_fifty_are_shown() {
        List<Fact> conflicts = IntStream.range(0, 53)
                .<Fact>mapToObj(i -> new IdentityConflictFound(
                        ANN, customer(i), false, IdentityKind.PHONE, new ContactId("c" + i), day(i)))
                .toList();

        assertThat(GivenFact.view(new CustomerFold(), conflicts).conflicts())
                .hasSize(50)
                .extracting(CustomerView.Conflict::at)
                .startsWith(day(3))
                .endsWith(day(52));
    }

    @Test
    void nothing_personal_comes_back_after_an_erasure_and_nobody_waits() {
        CustomerView view = after(
                registered(ANN, "Ann"),
                email(ANN, "m1", day(1), "hello"),
                new CustomerErased(ANN, day(2)),
                knownBy(ANN, IdentityKind.EMAIL, "ann@example.com", "k1"),
                new CardIssued(ANN, Personal.of("4000"), "card-key", day(3)),
                email(ANN, "m2", day(4), "still there?"));

        assertThat(view.identities()).isEmpty();
        assertThat(view.sections()).containsEntry("loyalty", new Loyalty(0, null));
        assertThat(view.dealings().waiting()).isNull();
        assertThat(view.latest()).satisfies(latest -> {
            assertThat(latest.at()).isEqualTo(day(4));
            assertThat(latest.said()).isNull();
        });
        assertThat(view.words()).isEmpty();
        assertThat(after(email(ANN, "m1", day(1), "hello"), new CustomerErased(ANN, day(2)))
                        .dealings()
                        .waiting())
                .as("who waited before")
                .isNull();
        assertThat(after(new CustomerErased(ANN, day(2))).latest()).isNull();
    }

    @Test
    void an_identity_whose_value_is_erased_is_none() {
        CustomerView view = after(
                knownBy(ANN, IdentityKind.EMAIL, "ann@example.com", "k1"),
                new IdentityAdded(ANN, IdentityKind.PHONE, Personal.erased(), "k2", THEN));

        assertThat(view.identities()).containsExactly(new Identity(IdentityKind.EMAIL, "ann@example.com", "k1"));
    }

    @Test
    void money_that_all_came_back_is_nothing_and_a_purchase_that_is_told_late_is_not_the_last() {
        CustomerView view = after(
                purchase(ANN, "p1", day(5), "USD 29.33"),
                purchase(ANN, "p2", day(2), "USD 0.67"),
                takenBack(ANN, "p1", "USD 29.33", "USD 0.00"));

        assertThat(view.purchases().last()).isEqualTo(day(5));
        assertThat(view.purchases().money()).isEqualTo(Map.of("USD", Money.parse("USD 0.67")));
    }
}
