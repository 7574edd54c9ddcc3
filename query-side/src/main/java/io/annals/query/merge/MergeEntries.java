package io.annals.query.merge;

import io.annals.events.merge.MergeEvent;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.query.timeline.TimelineEntries;
import java.util.Map;
import java.util.Optional;

/** That two became one, or parted, stands in the timelines of both. A run of many is about nobody in particular. */
public final class MergeEntries implements TimelineEntries<MergeEvent> {
    @Override
    public Class<MergeEvent> family() {
        return MergeEvent.class;
    }

    @Override
    public Map<Class<? extends MergeEvent>, String> kinds() {
        return Map.of(CustomersMerged.class, "merged", CustomersParted.class, "parted");
    }

    @Override
    public Optional<Told> of(MergeEvent fact) {
        return switch (fact) {
            case CustomersMerged e ->
                Optional.of(Told.of(
                        "other",
                        e.other().toString(),
                        "survives",
                        e.survives(),
                        "reason",
                        e.reason(),
                        "rule",
                        e.rule()));
            case CustomersParted e ->
                Optional.of(Told.of("other", e.other().toString(), "survives", e.survives(), "reason", e.reason()));
            case MergeEvent.Run _ -> Optional.empty();
        };
    }
}
