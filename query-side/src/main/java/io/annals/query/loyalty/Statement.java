package io.annals.query.loyalty;

import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.events.contact.ContactId;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyStreams;
import io.annals.log.EventLog;
import io.annals.log.RecordedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The entries of an account, read backwards from its own stream in the log. */
final class Statement {
    private final EventLog log;
    private final EventEncoding encoding;

    Statement(EventLog log, EventEncoding encoding) {
        this.log = log;
        this.encoding = encoding;
    }

    /**
     * @param kind {@code earned}, {@code taken-back}, {@code redeemed} or {@code goodwill}
     * @param points what the entry adds to the balance: below zero when points went
     * @param purchase the purchase that they were earned with
     */
    record Entry(
            @Open long position,
            @Open Instant at,
            @Open Instant occurredAt,
            @Open String kind,
            @TellsOf(Field.POINTS) long points,
            @Nullable ContactId purchase) {}

    /** @param next the seq, of several accounts the position, before which the next page begins; null on the last one */
    record Page(List<Entry> entries, @Nullable Long next) {}

    /**
     * @param customers one, or several who are one
     * @param upTo no entry after this position
     * @param before only what stands before this seq, of several before this position; or null for the newest
     */
    Page page(List<CustomerId> customers, long upTo, @Nullable Long before, int limit) {
        return customers.size() == 1
                ? page(customers.getFirst(), upTo, before, limit)
                : together(customers, before == null ? upTo : Math.min(upTo, before - 1), limit);
    }

    /**
     * The accounts of those who are one, by position: a page goes on before a position, and what one commit did to several
     * accounts is never parted, so that some are a little longer.
     */
    private Page together(List<CustomerId> customers, long upTo, int limit) {
        List<Entry> all = new ArrayList<>();
        for (CustomerId customer : customers) {
            all.addAll(page(customer, upTo, null, limit + 1).entries());
        }
        all.sort(Comparator.comparingLong(Entry::position).reversed());
        int end = Math.min(limit, all.size());
        while (end > 0
                && end < all.size()
                && all.get(end).position() == all.get(end - 1).position()) {
            end++;
        }
        return new Page(all.subList(0, end), end < all.size() ? all.get(end - 1).position() : null);
    }

    private Page page(CustomerId customer, long upTo, @Nullable Long before, int limit) {
        String stream = LoyaltyStreams.account(customer);
        long newest = log.lastSeqs(List.of(stream)).getOrDefault(stream, -1L) + 1;
        long end = before == null ? newest : Math.min(before, newest); // a caller may name any number
        List<Entry> entries = new ArrayList<>();
        long from = end;
        while (from > 0 && entries.size() < limit) {
            long until = from;
            from = Math.max(0, until - limit);
            List<RecordedEvent> events = log.stream(stream, from).stream()
                    .filter(where -> where.event().seq() < until && where.position() <= upTo)
                    .toList();
            for (RecordedEvent where : events.reversed()) {
                if (entries.size() == limit) {
                    return new Page(entries, where.event().seq() + 1);
                }
                entry(where).ifPresent(entries::add);
            }
        }
        return new Page(entries, from > 0 ? from : null);
    }

    private Optional<Entry> entry(RecordedEvent where) {
        Fact fact = encoding.decode(where.event());
        return switch (fact) {
            case PointsEarned e -> Optional.of(entry(where, "earned", e.points(), e.purchase()));
            case PointsTakenBack e -> Optional.of(entry(where, "taken-back", -e.points(), e.purchase()));
            case PointsRedeemed e -> Optional.of(entry(where, "redeemed", -e.points(), null));
            case GoodwillGranted e -> Optional.of(entry(where, "goodwill", e.points(), null));
            default -> Optional.empty(); // a card is no entry
        };
    }

    private static Entry entry(RecordedEvent where, String kind, long points, @Nullable ContactId purchase) {
        return new Entry(where.position(), where.at(), where.event().occurredAt(), kind, points, purchase);
    }
}
