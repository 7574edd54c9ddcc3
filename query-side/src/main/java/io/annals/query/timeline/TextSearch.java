package io.annals.query.timeline;

import static io.annals.query.projection.Rows.INDEX;
import static io.annals.query.projection.Rows.POSITION;
import static io.annals.query.projection.Rows.ROW;
import static io.annals.query.projection.Rows.SUBJECT;
import static io.annals.query.timeline.TimelineProjection.AT;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;
import static io.annals.query.timeline.TimelineProjection.WORDS;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.History;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import io.annals.query.timeline.search.WordQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Finds contacts by the words of their texts and goods. The index knows words and places only; the text comes from the log. */
public final class TextSearch {
    private static final int SNIPPET = 120;
    private static final Bson SPOT =
            Projections.fields(Projections.excludeId(), Projections.include(SUBJECT, POSITION, INDEX, AT));

    private final History history;
    private final Views<TimelineView> views;

    public TextSearch(History history, io.annals.query.projection.Projections projections) {
        this.history = history;
        this.views = projections.views(TIMELINE);
    }

    /** Where a contact stands that holds all words. */
    public record Spot(String subject, long position, int index, Instant occurredAt) {}

    /**
     * A contact that holds what was asked for.
     *
     * @param snippet the stretch of its text around the first word found; empty where the word is no part of a text
     */
    public record Hit(
            @Nullable ContactId contact,
            String kind,
            @Nullable String channel,
            Instant occurredAt,
            long position,
            int index,
            String snippet) {}

    /**
     * The newest contacts that hold all words, the newest first; no more than {@code most}.
     *
     * @param upTo only what was recorded up to and including this position; null for all
     */
    public Answered<Spot> newest(WordQuery query, int most, @Nullable Long upTo, @Nullable Long atLeast) {
        Bson held = upTo == null ? query.in(WORDS) : Filters.and(query.in(WORDS), Filters.lte(POSITION, upTo));
        return views.rows(
                rows -> rows.find(held)
                        .projection(SPOT)
                        .sort(Sorts.descending(AT, POSITION))
                        .limit(most)
                        .map(TextSearch::spot)
                        .into(new ArrayList<>()),
                atLeast);
    }

    private static Spot spot(RawBsonDocument row) {
        return new Spot(
                row.getString(SUBJECT).getValue(),
                row.getInt64(POSITION).getValue(),
                row.getInt32(INDEX).getValue(),
                Instant.ofEpochMilli(row.getDocument(ROW).getDateTime("at").getValue()));
    }

    /** What stands there, by spot; without those that have been erased meanwhile. */
    public Map<Spot, Hit> told(WordQuery query, Collection<Spot> spots) {
        List<Long> positions = spots.stream().map(Spot::position).distinct().toList();
        Map<Spot, Hit> hits = new HashMap<>();
        for (RecordedEvent where : history.at(positions, List.of())) {
            Spot spot = new Spot(
                    String.valueOf(where.event().subject()),
                    where.position(),
                    where.index(),
                    where.event().occurredAt());
            if (spots.contains(spot)) {
                TimelineEntry.of(where, history.fact(where)).ifPresent(entry -> hits.put(spot, hit(query, entry)));
            }
        }
        return hits;
    }

    private static Hit hit(WordQuery query, TimelineEntry entry) {
        String snippet = texts(entry.content())
                .map(text -> query.snippet(text, SNIPPET))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse("");
        return new Hit(
                entry.contact(),
                entry.kind(),
                entry.channel(),
                entry.occurredAt(),
                entry.position(),
                entry.index(),
                snippet);
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case Personal.Known<?>(Object known) -> texts(known);
            case Map<?, ?> map -> map.values().stream().flatMap(TextSearch::texts);
            case List<?> list -> list.stream().flatMap(TextSearch::texts);
            case null, default -> Stream.empty();
        };
    }
}
