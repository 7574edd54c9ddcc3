package io.annals.query.timeline;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry stands and by what it is found; what it says is read from the log.
 *
 * @param at when it happened
 * @param kind as in {@link TimelineEntry}
 * @param channel contacts only
 * @param by whose doing it is: who recorded it, or what it follows from by itself
 * @param points what it added to the balance, below zero when points went; entries of the ledger only
 * @param actor who recorded a contact; contacts only
 * @param words those of a contact's texts and goods; absent where there are none or they are erased
 */
public record TimelineRow(
        Instant at,
        String kind,
        @Nullable String channel,
        String by,
        @Nullable Long points,
        @Nullable String actor,
        @Nullable List<String> words) {}
