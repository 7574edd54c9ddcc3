package io.annals.query.customer.numbers;

import static io.annals.query.customer.CustomerProjection.ANSWERED_BY;
import static io.annals.query.customer.CustomerProjection.ANSWERED_ON;
import static io.annals.query.customer.CustomerProjection.ASKED_AT;
import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.customer.CustomerProjection.SECONDS;
import static io.annals.query.customer.CustomerProjection.WAITING_SINCE;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import io.annals.query.customer.CustomerView;
import io.annals.query.projection.Rows;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import io.annals.query.timeline.numbers.Day;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** How soon customers who asked on a day were answered, by the channel on which they asked and by who answered. */
final class AnswerNumbers {
    private final Views<CustomerView> views;

    AnswerNumbers(io.annals.query.projection.Projections projections) {
        this.views = projections.views(CUSTOMER);
    }

    /**
     * @param answered how many questions of that day have had their first answer
     * @param medianSeconds until that answer, in half of the cases at most so much; absent where there was none
     * @param p90Seconds in nine of ten
     * @param waiting how many customers have been waiting since that day
     */
    record OfChannel(
            String channel,
            long answered,
            @Nullable Long medianSeconds,
            @Nullable Long p90Seconds,
            long waiting) {}

    /**
     * @param name who recorded the answers, as the log names them
     * @param answered how many questions of that day they were the first to answer
     * @param medianSeconds until that answer, in half of the cases at most so much
     * @param p90Seconds in nine of ten
     */
    record OfPerson(String name, long answered, long medianSeconds, long p90Seconds) {}

    record OfDay(long position, List<OfChannel> channels, List<OfPerson> people) {}

    OfDay of(Day day, @Nullable Long atLeast) {
        Answered<RawBsonDocument> answers = views.rows(
                rows -> rows.find(during(ASKED_AT, day))
                        .projection(Projections.fields(
                                Projections.excludeId(), Projections.include(ANSWERED_ON, ANSWERED_BY, SECONDS)))
                        .hintString("by_time")
                        .into(new ArrayList<>()),
                atLeast);
        Map<String, List<Long>> seconds = seconds(answers.found(), "channel");
        Map<String, Long> waiting = waiting(day);
        TreeSet<String> channels = new TreeSet<>(seconds.keySet());
        channels.addAll(waiting.keySet());
        return new OfDay(
                answers.position(),
                channels.stream()
                        .map(channel -> ofChannel(
                                channel, seconds.getOrDefault(channel, List.of()), waiting.getOrDefault(channel, 0L)))
                        .toList(),
                seconds(answers.found(), "actor").entrySet().stream()
                        .map(one -> ofPerson(one.getKey(), one.getValue()))
                        .toList());
    }

    /** The seconds of all answers, the shortest first, by what a field holds. */
    private static Map<String, List<Long>> seconds(List<RawBsonDocument> answers, String field) {
        Map<String, List<Long>> seconds = new TreeMap<>();
        answers.forEach(answer -> {
            BsonDocument row = answer.getDocument(Rows.ROW);
            seconds.computeIfAbsent(row.getString(field).getValue(), _ -> new ArrayList<>())
                    .add(row.getInt64("seconds").getValue());
        });
        seconds.values().forEach(all -> all.sort(Long::compare));
        return seconds;
    }

    private static OfPerson ofPerson(String name, List<Long> seconds) {
        return new OfPerson(name, seconds.size(), nearest(seconds, 50), nearest(seconds, 90));
    }

    private static OfChannel ofChannel(String channel, List<Long> seconds, long waiting) {
        return new OfChannel(channel, seconds.size(), rank(seconds, 50), rank(seconds, 90), waiting);
    }

    /** The nearest rank: the smallest value that so many of a hundred do not exceed. */
    private static @Nullable Long rank(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? null : nearest(sorted, percent);
    }

    private static long nearest(List<Long> sorted, int percent) {
        return sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1);
    }

    private Map<String, Long> waiting(Day day) {
        Map<String, Long> waiting = new TreeMap<>();
        views.aggregate(
                        List.of(
                                Aggregates.match(
                                        Filters.and(Filters.exists(WAITING_SINCE), during(WAITING_SINCE, day))),
                                Aggregates.group("$view.dealings.waiting.channel", Accumulators.sum("waiting", 1L))),
                        null)
                .found()
                .forEach(group -> waiting.put(
                        group.getString("_id").getValue(),
                        group.getNumber("waiting").longValue()));
        return waiting;
    }

    private static Bson during(String field, Day day) {
        return Filters.and(Filters.gte(field, Date.from(day.begins())), Filters.lt(field, Date.from(day.ends())));
    }
}
