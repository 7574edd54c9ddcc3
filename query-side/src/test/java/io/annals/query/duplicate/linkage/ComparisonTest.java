package io.annals.query.duplicate.linkage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far two values agree, and what weighs how much. */
@Tag("quick")
class ComparisonTest {
    @ParameterizedTest
    @CsvSource({
        "FAMILY, mammadova, mammadova, EXACT",
        "FAMILY, mammadova, mammedova, CLOSE",
        "FAMILY, petrov, petrenko, SIMILAR",
        "FAMILY, petrov, guliyev, DIFFERENT",
        "BIRTH, 19800412, 19800412, EXACT",
        "BIRTH, 19800412, 19801204, SWAPPED",
        "BIRTH, 19800412, 19810412, CLOSE",
        "BIRTH, 19800412, 19804012, CLOSE",
        "BIRTH, 19800412, 19810413, SIMILAR",
        "BIRTH, 19800412, 19551130, DIFFERENT",
        "DOCUMENT, 1234567, 1234576, CLOSE",
        "DOCUMENT, 1234567, 1234000, DIFFERENT",
        "EMAIL, ada@example.org, ada@example.com, CLOSE",
        "EMAIL, ada@example.org, eda@example.org, CLOSE",
        "EMAIL, ada@example.org, grace@example.org, DIFFERENT",
        "EMAIL, x@a.example ada@example.org, ada@example.org, EXACT",
        "PHONE, +380441234567, +994501234567, CLOSE",
        "PHONE, +380441234567, +380449876543, DIFFERENT",
        "HOUSE, 12, 12a, CLOSE",
        "HOUSE, 12, 47, DIFFERENT",
        "POSTCODE, 2119, 2191, CLOSE",
        "REGION, wa, nsw, DIFFERENT"
    })
    void two_values_agree_as_far_as_people_would_say(Field field, String one, String other, Level level) {
        assertThat(Comparison.of(field, new Person(Map.of(field, one)), new Person(Map.of(field, other))))
                .isEqualTo(level);
        assertThat(Comparison.of(field, new Person(Map.of(field, other)), new Person(Map.of(field, one))))
                .isEqualTo(level);
    }

    @Test
    void names_changed_over_are_known_for_what_they_are() {
        Person one = new Person(Map.of(Field.GIVEN, "sophie", Field.FAMILY, "snell"));
        Person other = new Person(Map.of(Field.GIVEN, "snell", Field.FAMILY, "sophie"));

        assertThat(Comparison.of(Field.GIVEN, one, other)).isEqualTo(Level.SWAPPED);
        assertThat(Comparison.of(Field.FAMILY, one, other)).isEqualTo(Level.SWAPPED);
        assertThat(Blocking.NAME.brings(one, other)).isTrue();
    }

    @Test
    void what_is_not_known_of_one_says_nothing() {
        Scoring scoring = new Scoring(Weights.usual());
        Person one = new Person(Map.of(Field.GIVEN, "sophie", Field.FAMILY, "snell"));
        Person other = new Person(Map.of(Field.GIVEN, "sophie", Field.BIRTH, "19800412"));

        assertThat(scoring.score(one, other).reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.field()).isEqualTo(Field.GIVEN));
    }

    @Test
    void a_rare_name_says_more_than_one_that_many_have_and_never_less_than_one_that_is_close() {
        Map<Field, Map<String, Double>> many = Map.of(Field.FAMILY, Map.of("smith", 0.9));
        Weights usual = Weights.usual();
        Weights weights = new Weights(usual.prior(), usual.m(), usual.u(), many, Map.of(Field.FAMILY, 1e-5));

        assertThat(weights.bitsOfExact(Field.FAMILY, "smith"))
                .isEqualTo(
                        Math.max(weights.bits(Field.FAMILY, Level.CLOSE), weights.bits(Field.FAMILY, Level.SWAPPED)));
        assertThat(weights.bitsOfExact(Field.FAMILY, "mammadova"))
                .isGreaterThan(weights.bits(Field.FAMILY, Level.EXACT));
    }
}
