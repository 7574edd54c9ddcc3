package io.annals.query.duplicate;

import io.annals.events.duplicate.DuplicateEvent;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.query.timeline.TimelineEntries;
import java.util.Map;
import java.util.Optional;

/** That two are not the same stands in the timelines of both. */
public final class DuplicateEntries implements TimelineEntries<DuplicateEvent> {
    @Override
    public Class<DuplicateEvent> family() {
        return DuplicateEvent.class;
    }

    @Override
    public Map<Class<? extends DuplicateEvent>, String> kinds() {
        return Map.of(
                CustomersDistinguished.class, "distinguished",
                DistinctionWithdrawn.class, "distinction-withdrawn");
    }

    @Override
    public Optional<Told> of(DuplicateEvent fact) {
        return Optional.of(Told.of("other", fact.other().toString()));
    }
}
