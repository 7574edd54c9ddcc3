package io.annals.query.timeline;

/**
 * How much there is to tell of a customer.
 *
 * @param entries how many entries the whole timeline has
 */
public record TimelineView(long entries, boolean erased) {
    static final TimelineView NOTHING = new TimelineView(0, false);
}
