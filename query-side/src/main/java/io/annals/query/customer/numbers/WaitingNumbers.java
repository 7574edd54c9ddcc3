package io.annals.query.customer.numbers;

import static io.annals.query.customer.CustomerProjection.CUSTOMER;
import static io.annals.query.customer.CustomerProjection.WAITING_SINCE;

import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import io.annals.query.customer.CustomerView;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Views;
import io.annals.query.projection.Views.Answered;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** How many customers wait for an answer at this moment, and since when, by the channel on which they asked. */
final class WaitingNumbers {
    private final Views<CustomerView> views;

    WaitingNumbers(Projections projections) {
        this.views = projections.views(CUSTOMER);
    }

    /** @param since when the one who waits longest asked */
    record OfChannel(String channel, long waiting, Instant since) {}

    /**
     * @param position what the numbers reflect at least
     * @param channels the one where somebody waits longest first
     */
    record Now(long position, long waiting, List<OfChannel> channels) {}

    Now now(@Nullable Long atLeast) {
        Answered<RawBsonDocument> waiting = views.aggregate(
                List.of(
                        Aggregates.match(Filters.exists(WAITING_SINCE)),
                        Aggregates.group(
                                "$view.dealings.waiting.channel",
                                Accumulators.sum("waiting", 1L),
                                Accumulators.min("since", "$" + WAITING_SINCE))),
                atLeast);
        List<OfChannel> channels = waiting.found().stream()
                .map(group -> new OfChannel(
                        group.getString("_id").getValue(),
                        group.getNumber("waiting").longValue(),
                        Instant.ofEpochMilli(group.getDateTime("since").getValue())))
                .sorted(Comparator.comparing(OfChannel::since).thenComparing(OfChannel::channel))
                .toList();
        return new Now(
                waiting.position(),
                channels.stream().mapToLong(OfChannel::waiting).sum(),
                channels);
    }
}
