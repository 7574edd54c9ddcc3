package io.annals.benchmarks.duplicate;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.benchmarks.duplicate.Labelled.Quality;
import io.annals.query.duplicate.linkage.Field;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The labels of Febrl's people are looked at here alone, when all is over. */
@Tag("quick")
class FebrlTest {
    private static final long SEED = 20;

    private static Labelled people(int set) throws IOException {
        return Labelled.febrl(Path.of("..", "samples", "febrl", "dataset" + set + ".csv"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void of_a_hundred_duplicates_ninety_nine_are_found_and_as_many_of_what_is_found_are_right(int set)
            throws IOException {
        Labelled labelled = people(set);

        Quality quality = labelled.of(Ours.link(labelled.people(), SEED).pairs());

        System.out.printf("seed %d, dataset %d: %s%n", SEED, set, quality);
        assertThat(quality.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(quality.recall()).isGreaterThanOrEqualTo(0.99);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void without_the_number_of_social_security_ninety_six_are(int set) throws IOException {
        Labelled labelled = people(set).without(Field.DOCUMENT);

        Quality quality = labelled.of(Ours.link(labelled.people(), SEED).pairs());

        System.out.printf("seed %d, dataset %d without numbers: %s%n", SEED, set, quality);
        assertThat(quality.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(quality.recall()).isGreaterThanOrEqualTo(0.96);
    }
}
