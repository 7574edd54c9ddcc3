package io.annals.query.timeline;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import io.annals.query.timeline.TimelineEntries.Told;
import io.annals.query.timeline.search.Words;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The fold that leaves a row for each entry of a timeline. */
final class TimelineFold implements Fold<TimelineView> {
    private static final int MOST_WORDS = 500;

    /** Numbers of things, not words; what tells only machines something. */
    private static final Set<String> UNTOLD = Set.of(
            "purchase", "takenBackBy", "line", "id", "conversation", "outcome", "paymentMethod", "externalId", "field");

    private final ToldFamilies families = ToldFamilies.ALL; // found at start, and refused there when one is not told of

    @Override
    public TimelineView empty(String subject) {
        return TimelineView.NOTHING;
    }

    @Override
    public TimelineView apply(TimelineView view, RecordedEvent where, Fact fact) {
        return families.kindOf(fact).isEmpty()
                ? view
                : new TimelineView(view.entries() + 1, view.erased() || fact instanceof CustomerErased);
    }

    @Override
    public TimelineView combined(List<Seen<TimelineView>> members) {
        return new TimelineView(
                members.stream().mapToLong(member -> member.view().entries()).sum(),
                members.stream().allMatch(member -> member.view().erased()));
    }

    @Override
    public @Nullable Record row(TimelineView before, RecordedEvent where, Fact fact) {
        return families.told(fact)
                .map(told -> new TimelineRow(
                        fact.occurredAt(),
                        families.kindOf(fact).orElseThrow(),
                        told.channel(),
                        doneBy(where),
                        told.points(),
                        told.channel() == null ? null : where.event().meta().getOrDefault("actor", "unknown"),
                        words(told, before.erased())))
                .orElse(null);
    }

    private static String doneBy(RecordedEvent where) {
        Map<String, String> meta = where.event().meta();
        return meta.getOrDefault("onBehalfOf", meta.getOrDefault("actor", "unknown"));
    }

    private static @Nullable List<String> words(Told told, boolean erased) {
        if (erased || told.channel() == null) {
            return null;
        }
        Words words = new Words(MOST_WORDS);
        if (told.content().get("externalId") instanceof Personal.Known<?>(Object id)) {
            words.whole(id.toString());
        }
        gather(told.content(), words);
        List<String> all = words.all();
        return all.isEmpty() ? null : all;
    }

    private static void gather(Map<?, ?> content, Words words) {
        content.forEach((name, value) -> {
            if (!(name instanceof String known && UNTOLD.contains(known))) {
                gather(value, words);
            }
        });
    }

    private static void gather(@Nullable Object value, Words words) {
        switch (value) {
            case String text -> words.text(text);
            case Personal.Known<?>(Map<?, ?> told) ->
                told.values().forEach(one -> gather(one, words)); // a form's fields
            case Personal.Known<?>(Object known) -> gather(known, words);
            case Map<?, ?> map -> gather(map, words);
            case List<?> list -> list.forEach(one -> gather(one, words));
            case null, default -> {} // amounts, numbers, what is erased
        }
    }
}
