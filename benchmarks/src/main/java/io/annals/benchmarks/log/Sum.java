package io.annals.benchmarks.log;

import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;

/** What a replay is for, at its smallest: a fold over the facts that looks into each of them. Not for use by several threads. */
final class Sum {
    private long count;
    private long points;

    void add(Fact fact) {
        count++;
        points += switch (fact) {
            case PointsEarned earned -> earned.points();
            case NoteTaken note -> note.text().orElse("").length();
            default -> throw new IllegalArgumentException("not one of the samples: " + fact.getClass());
        };
    }

    long count() {
        return count;
    }

    /** Zero only where nothing was added. */
    long points() {
        return points;
    }
}
