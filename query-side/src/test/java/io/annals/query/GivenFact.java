package io.annals.query;

import io.annals.encoding.EventEncoding;
import io.annals.encoding.StreamNames;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.AllowanceUsed;
import io.annals.events.loyalty.LoyaltyEvent.GrantMade;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import io.annals.events.loyalty.LoyaltyEvent.RedemptionMade;
import io.annals.events.loyalty.LoyaltyEvent.ReturnSettled;
import io.annals.events.task.TaskEvent;
import io.annals.log.Event;
import io.annals.log.RecordedEvent;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;

/** A fact and its place, without any log. */
public record GivenFact(RecordedEvent where, Fact fact) {
    public static final Instant RECORDED = Instant.parse("2026-03-03T14:05:00Z");
    private static final RawBsonDocument NOTHING = RawBsonDocument.parse(new BsonDocument().toJson());

    /** Commits of so many facts each, the last one of what is left. */
    public static List<GivenFact> inCommitsOf(int size, List<? extends Fact> facts) {
        Map<String, Long> seqs = new HashMap<>();
        List<GivenFact> told = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            Fact fact = facts.get(i);
            String stream = streamOf(fact);
            long seq = seqs.merge(stream, 0L, (a, _) -> a + 1);
            Event event = new Event(
                    stream,
                    seq,
                    EventEncoding.nameOf(fact.getClass()),
                    1,
                    "event-" + i,
                    fact.subjectId(),
                    fact.occurredAt(),
                    Map.of("actor", "agent"),
                    NOTHING);
            long position = i / size + 1L;
            told.add(new GivenFact(new RecordedEvent(position, i % size, RECORDED.plusSeconds(position), event), fact));
        }
        return told;
    }

    public static <V> Seen<V> folded(Fold<V> fold, Seen<V> view, List<GivenFact> told) {
        Seen<V> seen = view;
        for (GivenFact one : told) {
            seen = seen.after(one.where(), one.fact(), fold);
        }
        return seen;
    }

    /** The view of one subject after these facts, each in a commit of its own. */
    public static <V> V view(Fold<V> fold, List<? extends Fact> facts) {
        return folded(fold, Seen.nothing(fold, "subject"), inCommitsOf(1, facts))
                .view();
    }

    public static String streamOf(Fact fact) {
        return switch (fact) {
            case ContactMade made -> StreamNames.contact(made.contact().id());
            case LinesTakenBack back -> StreamNames.contact(back.purchase());
            case IdentityClaimed claimed -> StreamNames.identity(claimed.kind(), claimed.key());
            case IdentityReleased released -> StreamNames.identity(released.kind(), released.key());
            case PurchaseRewarded rewarded -> StreamNames.earned(rewarded.purchase());
            case ReturnSettled settled -> StreamNames.takenBack(settled.takenBackBy());
            case RedemptionMade made -> StreamNames.redeemed(made.redemption());
            case GrantMade made -> StreamNames.granted(made.grant());
            case AllowanceUsed used -> StreamNames.allowance(used.by(), used.day());
            case LoyaltyEvent entry -> StreamNames.loyalty(entry.customer());
            case TaskEvent task -> StreamNames.task(task.task());
            default -> StreamNames.customer(Objects.requireNonNull(fact.customer()));
        };
    }
}
