package io.annals.command.decision;

import io.annals.events.CustomerId;
import io.annals.events.merge.Cluster;
import io.annals.events.merge.Links;
import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.Link;

/** With whom a customer is one, as a decision sees it: what is recorded by it holds only if that is still so then. */
public final class Merged {
    public static final Fold<Links, MergeEvent> FOLD = Fold.of(MergeEvent.class, Links.NONE, Links::after);

    private Merged() {}

    public static Cluster with(CustomerId customer, Reading reading) {
        return Cluster.of(customer, one -> links(one, reading));
    }

    public static Links links(CustomerId customer, Reading reading) {
        return reading.state(FOLD, MergeEvent.streamOf(customer));
    }

    /** With whom the customer was one at a position. For rare questions: each link is read anew. */
    public static Cluster at(long position, CustomerId customer, Reading reading) {
        return Cluster.of(
                customer,
                one -> Links.of(reading.history(MergeEvent.streamOf(one)).stream()
                        .filter(told -> told.position() <= position)
                        .map(told -> (Link) told.fact())
                        .toList()));
    }
}
