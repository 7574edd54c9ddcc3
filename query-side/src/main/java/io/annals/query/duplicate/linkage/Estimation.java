package io.annals.query.duplicate.linkage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Learns {@link Weights} from people of whom nobody has said who is whom.
 *
 * <p>Expectation maximisation over all pairs there are. Those that share a block are counted by the pattern in which they agree,
 * each for itself; of the others, most of all, a random sample stands for the rest, and they are taken for two people, which is
 * what blocking says. So u needs no passes of its own over what blocking leaves out, a field by which pairs were found keeps
 * its true weight, and the share of matches comes out with the rest. What is usual ({@link Weights#usual}) counts as if it had been seen
 * on a few pairs (a Dirichlet prior), so that twenty people are no trouble. Each round raises the posterior, or ends it.
 */
public final class Estimation {
    private static final Field[] FIELDS = Field.values();
    private static final int SAMPLES = 500_000;
    /** Of few people each pair is drawn so many times. */
    private static final int ALL_OF_FEW = 10;

    private static final int ROUNDS = 200;

    /** By so little does a logarithm of the posterior rise when nothing is to be learnt any more. */
    private static final double STILL = 1e-3;

    /** Above so many candidates a sample of them is counted. */
    private static final long MOST_COUNTED = 4_000_000;

    /** Pairs, by which the usual shares count as seen. */
    private static final double SEEN_SAME = 10;

    private static final double SEEN_DIFFERENT = 1_000;

    /** Values that fewer have stand in no list: a list tells nothing of anybody. */
    private static final int MANY = 20;

    private Estimation() {}

    /**
     * What was counted.
     *
     * @param candidates how many pairs agree in a pattern, of those that share a block
     * @param others the same of a random sample of those that share none
     * @param scale how many pairs one of the sample stands for
     */
    record Counts(Map<Long, Long> candidates, Map<Long, Long> others, double scale) {}

    /**
     * The weights, after each round how likely the people are by them (log of the posterior, up to a constant), and how many rounds
     * it took.
     */
    record Learnt(Weights weights, List<Double> likelihoods) {}

    /**
     * Learns from all of them.
     *
     * @param seed of the samples
     */
    public static Weights of(List<Person> people, long seed) {
        Weights learnt = learn(count(people, seed)).weights();
        Map<Field, Map<String, Double>> frequencies = new EnumMap<>(Field.class);
        Map<Field, Double> rare = new EnumMap<>(Field.class);
        for (Field field : FIELDS) {
            if (field.isCommonOrRare()) {
                frequencies(people, field, frequencies, rare);
            }
        }
        return new Weights(learnt.prior(), learnt.m(), learnt.u(), frequencies, rare);
    }

    private static void frequencies(
            List<Person> people, Field field, Map<Field, Map<String, Double>> frequencies, Map<Field, Double> rare) {
        Map<String, Integer> counts = new HashMap<>();
        for (Person person : people) {
            String value = person.get(field);
            if (value != null) {
                counts.merge(value, 1, Integer::sum);
            }
        }
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Double> many = new HashMap<>();
        counts.forEach((value, count) -> {
            if (count >= MANY) {
                many.put(value, count / all);
            }
        });
        double fewer = counts.values().stream()
                .filter(count -> count < MANY)
                .mapToInt(Integer::intValue)
                .average()
                .orElse(0);
        if (fewer > 0 && !many.isEmpty()) {
            rare.put(field, fewer / all);
        }
        frequencies.put(field, many);
    }

    static Counts count(List<Person> people, long seed) {
        Map<Long, LongAdder> candidates = new ConcurrentHashMap<>();
        Pairs pairs = new Pairs(people);
        long oneOf = 1 + pairs.atMost() / MOST_COUNTED;
        pairs.forEach((one, other) -> {
            if (oneOf == 1 || Math.floorMod(mixed(one, other, seed), oneOf) == 0) {
                candidates
                        .computeIfAbsent(Pattern.of(people.get(one), people.get(other)), _ -> new LongAdder())
                        .add(oneOf);
            }
        });
        Map<Long, Long> counted = new HashMap<>();
        candidates.forEach((pattern, count) -> counted.put(pattern, count.sum()));
        Map<Long, Long> others = new HashMap<>();
        long sampled = people.size() < 2 ? 0 : sample(people, new Random(seed), others);
        double all = people.size() / 2.0 * (people.size() - 1);
        double rest = all - counted.values().stream().mapToLong(Long::longValue).sum();
        return new Counts(counted, others, sampled == 0 ? 0 : Math.max(0, rest) / sampled);
    }

    /** The last step of SplitMix64 (Steele, Lea, Flood 2014), over a pair in either order. */
    private static long mixed(int one, int other, long seed) {
        long z = seed + ((long) Math.min(one, other) << Integer.SIZE) + Math.max(one, other);
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static long sample(List<Person> people, Random random, Map<Long, Long> others) {
        long sampled = 0;
        double all = people.size() / 2.0 * (people.size() - 1);
        for (int i = 0; i < Math.min(SAMPLES, ALL_OF_FEW * all); i++) {
            Person one = people.get(random.nextInt(people.size()));
            Person other = people.get(random.nextInt(people.size()));
            if (one != other && !Blocking.anyBrings(one, other)) {
                others.merge(Pattern.of(one, other), 1L, Long::sum);
                sampled++;
            }
        }
        return sampled;
    }

    static Learnt learn(Counts counts) {
        Weights usual = Weights.usual();
        Tally apart = new Tally().with(usual.u(), SEEN_DIFFERENT);
        counts.others().forEach((pattern, count) -> apart.add(pattern, count * counts.scale()));
        Tally supposed = new Tally().with(usual.m(), SEEN_SAME);
        Weights weights = usual;
        List<Double> likelihoods = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            Tally same = new Tally().plus(supposed);
            Tally different = new Tally().plus(apart);
            double likelihood = share(counts.candidates(), weights, same, different)
                    + apart.logLikelihood(weights.u())
                    + supposed.logLikelihood(weights.m())
                    + apart.pairs() * Math.log(1 - weights.prior())
                    + logPrior(weights.prior(), usual.prior());
            weights = maximised(same, different, usual.prior());
            boolean still = !likelihoods.isEmpty() && likelihood - likelihoods.getLast() < STILL;
            likelihoods.add(likelihood);
            if (still) {
                break;
            }
        }
        return new Learnt(weights, List.copyOf(likelihoods));
    }

    /** What is usual of the prior counts as if one match had been seen. */
    private static double logPrior(double prior, double usual) {
        return Math.log(prior) + Math.log(1 - prior) / usual;
    }

    /**
     * The step of expectation: each pattern falls to either side by how likely it is there.
     *
     * @return how likely all the patterns are, as a logarithm
     */
    private static double share(Map<Long, Long> candidates, Weights weights, Tally same, Tally different) {
        double[][] logM = Tally.logs(weights.m());
        double[][] logU = Tally.logs(weights.u());
        double likelihood = 0;
        for (Map.Entry<Long, Long> one : candidates.entrySet()) {
            double asOne = Math.log(weights.prior()) + Tally.sum(one.getKey(), logM);
            double asTwo = Math.log(1 - weights.prior()) + Tally.sum(one.getKey(), logU);
            double either = Math.max(asOne, asTwo) + Math.log1p(Math.exp(-Math.abs(asOne - asTwo)));
            double match = Math.exp(asOne - either);
            likelihood += one.getValue() * either;
            same.add(one.getKey(), one.getValue() * match);
            different.add(one.getKey(), one.getValue() * (1 - match));
        }
        return likelihood;
    }

    private static Weights maximised(Tally same, Tally different, double usual) {
        double matches = same.pairs() + 1;
        double prior = matches / (matches + different.pairs() + 1 / usual);
        return new Weights(prior, same.shares(), different.shares(), Map.of(), Map.of());
    }
}
