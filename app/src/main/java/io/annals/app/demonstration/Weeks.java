package io.annals.app.demonstration;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/** What has happened with the customers in the six weeks before an instant. Pure. */
public final class Weeks {
    private static final int DAYS = 42;
    private static final int LEAST = 4;
    private static final int MOST = 9;
    private static final LocalTime OPENS = LocalTime.of(7, 0);
    private static final int OPEN_SECONDS = 12 * 60 * 60;
    private static final double LATER_IS_MORE = 1.5;

    private Weeks() {}

    /** All with one customer, in the order in which it happened. */
    public record History(Person customer, List<Act> acts) {}

    /** Of each customer of the company. What would happen after {@code until} is not told: so some wait for an answer. */
    public static List<History> until(Instant until, Stories stories, long seed) {
        List<History> histories = new ArrayList<>();
        for (Person customer : stories.company().customers()) {
            SplittableRandom random = new SplittableRandom(seed + histories.size());
            String id = "w" + (histories.size() + 1);
            List<Act> acts = new ArrayList<>(stories.welcome(customer, id, until.minus(Duration.ofDays(DAYS)), random));
            int scenes = random.nextInt(LEAST, MOST + 1);
            for (int i = 1; i <= scenes; i++) {
                acts.addAll(stories.some(customer, id + "-" + i, begin(until, random), random));
            }
            histories.add(new History(
                    customer,
                    acts.stream()
                            .filter(act -> !act.at().isAfter(until))
                            .sorted(Comparator.comparing(Act::at))
                            .toList()));
        }
        return List.copyOf(histories);
    }

    /** While the shop is open; the latest days have the most. */
    private static Instant begin(Instant until, SplittableRandom random) {
        long daysAgo = (long) (DAYS * Math.pow(random.nextDouble(), LATER_IS_MORE));
        Instant begin = until.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .minusDays(daysAgo)
                .atTime(OPENS)
                .toInstant(ZoneOffset.UTC)
                .plusSeconds(random.nextInt(OPEN_SECONDS));
        return begin.isAfter(until) ? begin.minus(Duration.ofDays(1)) : begin;
    }
}
