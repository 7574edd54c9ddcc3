package io.annals.query.timeline.numbers;

import static io.annals.query.timeline.TimelineProjection.ACTOR;
import static io.annals.query.timeline.TimelineProjection.CHANNEL;
import static io.annals.query.timeline.TimelineProjection.TIMELINE;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import io.annals.query.timeline.TimelineView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** How many contacts took place in each hour of a day, by channel; and how many each person recorded. */
final class ContactNumbers {
    private static final int HOURS = 24;

    private final Views<TimelineView> views;

    ContactNumbers(Projections projections) {
        this.views = projections.views(TIMELINE);
    }

    /** @param hours 24 numbers, from midnight on by the zone's clock; where it is set back an hour counts twice as much */
    record OfChannel(String channel, long total, List<Long> hours) {}

    /** @param name as the log names them */
    record OfPerson(String name, long total) {}

    /** @param people who recorded most first */
    record OfDay(long position, long total, List<OfChannel> channels, List<OfPerson> people) {}

    OfDay of(Day day, @Nullable Long atLeast) {
        LocalBins bins = new LocalBins(day.begins(), day.ends(), day.zone(), "hour");
        Answered<RawBsonDocument> answered = views.rows(
                rows -> rows.aggregate(
                                List.of(Aggregates.match(bins.all()), bins.by(CHANNEL, new Document("$sum", 1L))))
                        .hintString("by_time")
                        .into(new ArrayList<>()),
                atLeast);
        Map<String, long[]> hours = new TreeMap<>();
        answered.found().forEach(group -> add(group, hours));
        List<OfChannel> channels = hours.entrySet().stream()
                .map(entry -> new OfChannel(
                        entry.getKey(),
                        Arrays.stream(entry.getValue()).sum(),
                        Arrays.stream(entry.getValue()).boxed().toList()))
                .toList();
        return new OfDay(
                answered.position(),
                channels.stream().mapToLong(OfChannel::total).sum(),
                channels,
                people(day));
    }

    private List<OfPerson> people(Day day) {
        return views
                .rows(
                        rows -> rows.aggregate(List.of(
                                        Aggregates.match(Filters.and(
                                                LocalBins.between(day.begins(), day.ends()), Filters.gt(ACTOR, ""))),
                                        Aggregates.group("$" + ACTOR, Accumulators.sum("total", 1L))))
                                .hintString("by_time")
                                .into(new ArrayList<>()),
                        null)
                .found()
                .stream()
                .map(group -> new OfPerson(
                        group.getString("_id").getValue(),
                        group.getNumber("total").longValue()))
                .sorted(Comparator.comparingLong(OfPerson::total).reversed().thenComparing(OfPerson::name))
                .toList();
    }

    private static void add(RawBsonDocument group, Map<String, long[]> hours) {
        BsonDocument id = group.getDocument("_id");
        if (id.isString("by")) { // what is no contact has no channel
            hours.computeIfAbsent(id.getString("by").getValue(), _ -> new long[HOURS])[
                            LocalBins.begin(id).getHour()] +=
                    group.getNumber("sum").longValue();
        }
    }
}
