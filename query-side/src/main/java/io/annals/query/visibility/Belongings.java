package io.annals.query.visibility;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.annals.edge.Scope;
import io.annals.encoding.EventEncoding;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.RecordedEvent;
import io.annals.query.cluster.Clusters;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * To which team and region customers belong, as the log has it now. Asked only for those who do not see everybody; remembered,
 * and forgotten when the live feed of this process sees a change, or after a minute should that feed stand still.
 */
public final class Belongings {
    private static final String TEAM = EventEncoding.nameOf(TeamAssigned.class);
    private static final String REGION = EventEncoding.nameOf(RegionAssigned.class);
    private static final int MOST_REMEMBERED = 100_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final EventLog log;
    private final Clusters clusters;
    private final Cache<String, Belonging> known = remembered(); // each alone
    private final Cache<String, List<String>> members = remembered();

    Belongings(EventLog log) {
        this.log = log;
        this.clusters = new Clusters(log);
    }

    private static <T> Cache<String, T> remembered() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(REMEMBERED)
                .build();
    }

    /**
     * Whether a subject of the log is a customer in this scope, or nobody's: what is about nobody in particular, such as some
     * tasks and all definitions, is hidden from customers alone. No question to anybody for {@link Scope.All}.
     */
    public boolean reaches(Scope scope, String subject) {
        return switch (scope) {
            case Scope.All() -> true;
            case Scope.Own(CustomerId customer) ->
                customer.toString().equals(subject)
                        || members.get(subject, one -> clusters.members(one, Long.MAX_VALUE))
                                .contains(customer.toString());
            case Scope.Team(String team) ->
                isNobodys(subject) || team.equals(of(subject).team());
            case Scope.Region(String region) ->
                isNobodys(subject) || region.equals(of(subject).region());
        };
    }

    /** A family that tells of nobody in particular has subjects that are no UUIDs. */
    private static boolean isNobodys(String subject) {
        try {
            CustomerId.of(subject);
            return false;
        } catch (IllegalArgumentException nobody) {
            return true;
        }
    }

    /** Whether an event moves its customer from one team or region to another, or may do so by making them one with others. */
    public static boolean isMove(Event event) {
        return event.type().equals(TEAM) || event.type().equals(REGION) || Clusters.isLink(event);
    }

    /** Those who were one with a subject at a position, the survivor first. */
    public List<String> members(String subject, long upTo) {
        return clusters.members(subject, upTo);
    }

    /** A customer has moved. */
    public void forget(Event move) {
        String subject = move.subject();
        if (subject != null) {
            known.invalidate(subject);
        }
        if (Clusters.isLink(move)) {
            members.invalidateAll(); // whoever is one with them belongs elsewhere too, and merges are few
        }
    }

    /** So that {@link #reaches} need not ask for each by itself: those that are not known, side by side. */
    public void load(Collection<String> subjects) {
        List<String> unknown = subjects.stream()
                .filter(subject -> known.getIfPresent(subject) == null || members.getIfPresent(subject) == null)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        try (ExecutorService askers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (String subject : unknown) {
                Future<?> _ = askers.submit(() -> of(subject)); // who needs one that failed asks again, and hears why
            }
        }
    }

    /** Where all belong who are one with the subject. */
    private Belonging of(String subject) {
        List<String> together = members.get(subject, one -> clusters.members(one, Long.MAX_VALUE));
        return Belonging.together(
                together.stream().map(one -> known.get(one, this::read)).toList());
    }

    /** A customer's own stream is short: what they do stands in others. */
    private Belonging read(String subject) {
        String team = null;
        String region = null;
        for (RecordedEvent where : log.stream(streamOf(subject), 0)) {
            Event event = where.event();
            if (event.type().equals(TEAM)) {
                team = text(event.data(), "team");
            } else if (event.type().equals(REGION)) {
                region = text(event.data(), "region");
            }
        }
        return new Belonging(team, region);
    }

    private static String streamOf(String subject) {
        try {
            return CustomerId.of(subject).stream();
        } catch (IllegalArgumentException nobody) {
            return CustomerId.STREAMS; // a subject that is no customer belongs nowhere
        }
    }

    private static @Nullable String text(BsonDocument data, String name) {
        return data.get(name) instanceof BsonString text ? text.getValue() : null;
    }
}
