package io.annals.query.duplicate;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.customer;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.knownBy;
import static io.annals.query.Stories.registered;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.IdentityKind;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.query.GivenFact;
import io.annals.query.duplicate.linkage.Field;
import io.annals.query.projection.Seen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class DuplicateFoldTest {
    private static final CustomerId BOB = customer(2);
    private static final DuplicateFold FOLD = new DuplicateFold();

    private static DuplicateView after(Fact... facts) {
        return GivenFact.folded(FOLD, Seen.nothing(FOLD, ANN.toString()), GivenFact.inCommitsOf(1, List.of(facts)))
                .view();
    }

    private static AttributesCorrected attributes(Map<String, String> values, String... removed) {
        return new AttributesCorrected(ANN, Personal.of(values), List.of(removed), day(1));
    }

    @Test
    void what_is_told_of_somebody_comes_to_the_form_in_which_people_are_compared() {
        DuplicateView view = after(
                registered(ANN, "Zoë van der Bërg"),
                knownBy(ANN, IdentityKind.EMAIL, "zoe@example.org", "e1"),
                knownBy(ANN, IdentityKind.PHONE, "+4930901820", "p1"),
                knownBy(ANN, IdentityKind.EXTERNAL_ID, "4711", "x1"),
                attributes(Map.of("birthDate", "1980-04-12", "city", "Bad Ems", "sex", "f")));

        assertThat(Profile.of(view).known())
                .isEqualTo(Map.of(
                        Field.GIVEN, "zoevander",
                        Field.FAMILY, "berg",
                        Field.EMAIL, "zoe@example.org",
                        Field.PHONE, "+4930901820",
                        Field.BIRTH, "19800412",
                        Field.PLACE, "badems"));
        assertThat(view.attributes()).containsOnlyKeys("birthDate", "city");
        assertThat(view.keys()).contains("BIRTH 19800412", "EMAIL zoe", "NAME berg zoevander");
        assertThat(view.isCompared()).isTrue();
    }

    @Test
    void what_is_corrected_or_holds_no_more_is_compared_no_more() {
        DuplicateView view = after(
                registered(ANN, "Ann Example"),
                attributes(Map.of("birthDate", "1980-04-12", "city", "Bonn")),
                new CustomerRenamed(ANN, Personal.of("Ann Sample"), day(2)),
                attributes(Map.of("city", "Ulm"), "birthDate"));

        assertThat(Profile.of(view).known())
                .isEqualTo(Map.of(Field.GIVEN, "ann", Field.FAMILY, "sample", Field.PLACE, "ulm"));
    }

    @Test
    void whoever_is_erased_leaves_nothing_to_compare_and_nothing_comes_back() {
        DuplicateView view = after(
                registered(ANN, "Ann Example"),
                knownBy(ANN, IdentityKind.EMAIL, "ann@example.org", "e1"),
                attributes(Map.of("city", "Ulm")),
                new CustomerErased(ANN, day(2)),
                new CustomerRenamed(ANN, Personal.of("Ann"), day(3)),
                knownBy(ANN, IdentityKind.EMAIL, "ann@example.org", "e1"));

        assertThat(view).isEqualTo(DuplicateView.UNKNOWN.forgotten());
        assertThat(view.isCompared()).isFalse();
    }

    @Test
    void whoever_is_absorbed_is_compared_no_more_until_parted_again() {
        CustomersMerged absorbed = new CustomersMerged(ANN, BOB, false, null, null, null, day(2));

        DuplicateView merged = after(registered(ANN, "Ann Example"), absorbed);
        DuplicateView parted = after(
                registered(ANN, "Ann Example"), absorbed, new CustomersParted(ANN, BOB, false, null, null, day(3)));

        assertThat(merged.isCompared()).isFalse();
        assertThat(parted).isEqualTo(after(registered(ANN, "Ann Example")));
    }

    @Test
    void who_is_not_the_same_is_remembered_until_that_is_taken_back() {
        Fact said = new CustomersDistinguished(ANN, BOB, day(2));

        assertThat(after(registered(ANN, "Ann"), said, said).distinguished()).containsExactly(BOB);
        assertThat(after(registered(ANN, "Ann"), said, new DistinctionWithdrawn(ANN, BOB, day(3)))
                        .distinguished())
                .isEmpty();
    }
}
