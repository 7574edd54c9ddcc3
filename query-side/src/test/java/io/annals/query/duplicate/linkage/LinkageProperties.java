package io.annals.query.duplicate.linkage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.annals.query.duplicate.linkage.Estimation.Counts;
import io.annals.query.duplicate.linkage.Scoring.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;

/** What holds of scores and of learning, whoever is compared. */
@Tag("quick")
class LinkageProperties {
    private static final String LETTERS = "abcdeo";

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = 2 + random.nextInt(6);
        for (int i = 0; i < length; i++) {
            word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return word.toString();
    }

    private static String digits(Random random, int most) {
        return String.valueOf(random.nextInt(most));
    }

    private static String value(Field field, Random random) {
        return switch (field) {
            case DOCUMENT -> digits(random, 3_000_000);
            case PHONE -> "+4420" + (1_000_000 + random.nextInt(9_000_000));
            case EMAIL -> word(random) + "@" + word(random) + ".example";
            case BIRTH ->
                "19%02d%02d%02d".formatted(random.nextInt(100), 1 + random.nextInt(12), 1 + random.nextInt(28));
            case POSTCODE -> digits(random, 500);
            case HOUSE -> digits(random, 60);
            case REGION -> digits(random, 5);
            case FAMILY, GIVEN, STREET, PREMISES, PLACE -> word(random);
        };
    }

    private static Person stranger(Random random) {
        Map<Field, String> known = new EnumMap<>(Field.class);
        for (Field field : Field.values()) {
            if (random.nextInt(6) > 0) {
                known.put(field, value(field, random));
            }
        }
        return new Person(known);
    }

    /** Somebody told again, with slips: letters gone, fields gone, others in their place, names changed over. */
    private static Person again(Person person, Random random) {
        Map<Field, String> known = person.known();
        person.known().forEach((field, value) -> {
            switch (random.nextInt(8)) {
                case 0 -> known.remove(field);
                case 1 -> known.put(field, value(field, random));
                case 2 -> known.put(field, value.substring(0, value.length() - 1) + "7");
                default -> {
                    // as it was
                }
            }
        });
        if (random.nextInt(8) == 0 && known.containsKey(Field.GIVEN) && known.containsKey(Field.FAMILY)) {
            String given = known.getOrDefault(Field.GIVEN, "");
            known.put(Field.GIVEN, known.getOrDefault(Field.FAMILY, ""));
            known.put(Field.FAMILY, given);
        }
        return new Person(known);
    }

    private static List<Person> people(Random random, int count) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Person one = stranger(random);
            people.add(one);
            if (random.nextInt(3) == 0) {
                people.add(again(one, random));
            }
        }
        return people;
    }

    private static Scoring scoring(Random random) {
        return new Scoring(
                random.nextBoolean() ? Weights.usual() : Estimation.of(people(random, 60), random.nextLong()));
    }

    @Property(tries = 100)
    void a_score_is_the_sum_of_its_reasons_and_the_prior_and_the_same_from_either_side(@ForAll long seed) {
        Random random = new Random(seed);
        Scoring scoring = scoring(random);
        Person one = stranger(random);
        Person other = again(one, random);

        Score score = scoring.score(one, other);

        double sum = score.prior()
                + score.reasons().stream().mapToDouble(Scoring.Reason::bits).sum();
        assertThat(score.bits()).isCloseTo(sum, within(1e-9));
        assertThat(scoring.score(other, one).bits()).isCloseTo(score.bits(), within(1e-9));
        assertThat(scoring.bits(one, other, Double.NEGATIVE_INFINITY)).isCloseTo(score.bits(), within(1e-9));
        assertThat(score.probability()).isBetween(0.0, 1.0);
    }

    @Property(tries = 100)
    void whoever_is_given_up_early_would_not_have_come_so_far(
            @ForAll long seed, @ForAll @IntRange(min = -20, max = 60) int least) {
        Random random = new Random(seed);
        Scoring scoring = scoring(random);
        Person one = stranger(random);
        Person other = random.nextBoolean() ? again(one, random) : stranger(random);

        double bits = scoring.bits(one, other, least);

        if (bits == Double.NEGATIVE_INFINITY) {
            assertThat(scoring.score(one, other).bits()).isLessThan(least);
        }
    }

    @Property(tries = 100)
    void more_agreement_never_lowers_the_score(@ForAll long seed) {
        Random random = new Random(seed);
        Scoring scoring = scoring(random);
        Person one = stranger(random);
        Person other = again(one, random);
        double before = scoring.score(one, other).bits();
        for (Field field : one.known().keySet()) {
            boolean crossed = (field == Field.GIVEN || field == Field.FAMILY)
                    && (Comparison.of(Field.GIVEN, one, other) == Level.SWAPPED
                            || Comparison.of(Field.FAMILY, one, other) == Level.SWAPPED);
            if (!crossed && other.get(field) != null) {
                Map<Field, String> nearer = other.known();
                nearer.put(field, one.known().getOrDefault(field, ""));
                assertThat(scoring.score(one, new Person(nearer)).bits())
                        .as("%s of %s and %s", field, one, other)
                        .isGreaterThanOrEqualTo(before - 1e-9);
            }
        }
    }

    @Property(tries = 40)
    void no_round_of_learning_makes_the_people_less_likely(
            @ForAll long seed, @ForAll @IntRange(min = 0, max = 80) int count) {
        Counts counts = Estimation.count(people(new Random(seed), count), seed);

        List<Double> likelihoods = Estimation.learn(counts).likelihoods();

        for (int round = 1; round < likelihoods.size(); round++) {
            double tolerance = 1e-9 * Math.abs(likelihoods.get(round));
            assertThat(likelihoods.get(round)).isGreaterThanOrEqualTo(likelihoods.get(round - 1) - tolerance);
        }
    }

    @Property(tries = 40)
    void the_shares_of_a_fields_levels_come_to_one(@ForAll long seed) {
        Weights learnt = Estimation.of(people(new Random(seed), 50), seed);

        for (Field field : Field.values()) {
            for (Map<Field, Map<Level, Double>> table : List.of(
                    learnt.m(), learnt.u(), Weights.usual().m(), Weights.usual().u())) {
                Map<Level, Double> shares = table.getOrDefault(field, Map.of());
                assertThat(shares.keySet()).containsExactlyInAnyOrderElementsOf(field.levels());
                assertThat(shares.values()).allMatch(share -> share > 0);
                assertThat(shares.values().stream()
                                .mapToDouble(Double::doubleValue)
                                .sum())
                        .isCloseTo(1, within(1e-9));
            }
        }
    }

    @Property(tries = 40)
    void each_pair_that_shares_a_block_is_told_once_and_no_other_is(@ForAll long seed) {
        Random random = new Random(seed);
        List<Person> people = new ArrayList<>(people(random, 40));
        people.add(new Person(Map.of(Field.EMAIL, "a@b.example c@d.example")));
        people.add(new Person(Map.of(Field.EMAIL, "c@d.example a@b.example")));
        ConcurrentLinkedQueue<Set<Integer>> told = new ConcurrentLinkedQueue<>();

        Pairs pairs = new Pairs(people);
        pairs.forEach((one, other) -> told.add(Set.of(one, other)));

        Set<Set<Integer>> due = new HashSet<>();
        for (int i = 0; i < people.size(); i++) {
            for (int j = i + 1; j < people.size(); j++) {
                Set<String> shared = new HashSet<>(Blocking.of(people.get(i)));
                shared.retainAll(Blocking.of(people.get(j)));
                if (!shared.isEmpty()) {
                    due.add(Set.of(i, j));
                }
            }
        }
        assertThat(told).containsExactlyInAnyOrderElementsOf(due);
        assertThat(pairs.atMost()).isGreaterThanOrEqualTo(told.size());
    }

    @Property(tries = 1_000)
    void what_is_passed_over_unseen_has_too_little_in_common(@ForAll long seed) {
        Random random = new Random(seed);
        String a = word(random);
        String b = random.nextBoolean() ? word(random) : a.substring(1) + word(random);

        double similarity = new JaroWinklerSimilarity().apply(a, b);

        assertThat(Comparison.mostSimilar(a, b)).isGreaterThanOrEqualTo(similarity - 1e-9);
    }
}
