package io.annals.query.live;

import io.annals.edge.Actor;
import io.annals.edge.problem.Problem;
import io.annals.edge.refusal.Refusal;
import io.annals.edge.refusal.TooMany;
import io.annals.log.EventLog;
import io.annals.query.live.presence.Person;
import io.annals.query.live.presence.Presence;
import io.annals.query.visibility.ReplayTurns;
import io.annals.query.visibility.Visibility;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one session watches, as far as its actor may. Belongs to whoever has the session's turn. */
final class Subscriptions {
    private static final Logger SECURITY = LoggerFactory.getLogger("annals.security");
    /** What all sessions of a process have in common. */
    record Around(
            EventLog log,
            LiveFeed feed,
            Frames frames,
            Access access,
            Presence presence,
            ReplayTurns replays,
            LiveSettings settings,
            LiveMeters meters) {}

    private static final String RELINKED = "customers were merged or parted";

    private final Around around;
    private final LiveFeed.Receiver receiver;
    private final Map<Topic, Subscription> byTopic = new LinkedHashMap<>();
    private Actor actor;
    private Visibility visibility;
    private final ReplayTurns.Turn turn; // by name, which stays the same

    Subscriptions(Around around, LiveFeed.Receiver receiver, Actor actor) {
        this.around = around;
        this.receiver = receiver;
        this.actor = actor;
        this.visibility = Visibility.of(actor);
        this.turn = around.replays().of(actor);
    }

    /** What one client is to be told, if anything. */
    List<ServerMessage> subscribe(Topic topic, @Nullable Long after) {
        unsubscribe(topic);
        Optional<Refusal> refusal = around.access().refusal(actor, topic);
        if (refusal.isPresent()) {
            SECURITY.info(
                    "topic {} refused to {}: {}",
                    topic.getClass().getSimpleName(),
                    actor.name(),
                    refusal.get().rule());
            return List.of(new ServerMessage.Trouble(topic, Problem.of(refusal.get())));
        }
        if (byTopic.size() >= around.settings().subscriptions()) {
            return List.of(new ServerMessage.Trouble(topic, tooMany()));
        }
        if (after != null && after < 0) {
            return List.of(new ServerMessage.Reset(topic, around.feed().position(), "there are no positions below 0"));
        }
        try {
            around.access().note(actor, topic);
        } catch (TooMany e) {
            return List.of(new ServerMessage.Trouble(topic, Problem.of(e)));
        }
        return after == null ? now(topic) : resume(topic, after);
    }

    private List<ServerMessage> now(Topic topic) {
        while (true) {
            Watched watched = watched(topic, around.feed().position());
            Subscription now = Subscription.now(watched, visibility, around.feed(), receiver);
            if (watched.equals(watched(topic, now.told()))) {
                add(now);
                return live(now);
            }
            now.leave(); // somebody was merged in between
        }
    }

    /** The topic as it is at a position. */
    private Watched watched(Topic topic, long at) {
        return topic instanceof Topic.Customer(String subject)
                ? new Watched(topic, around.access().members(subject, at))
                : Watched.alone(topic);
    }

    /** It has caught up, and hears who is there. */
    private List<ServerMessage> live(Subscription subscription) {
        ServerMessage live = new ServerMessage.Live(subscription.topic(), subscription.told());
        if (subscription.topic() instanceof Topic.Customer(String subject) && Access.hearsOfColleagues(visibility)) {
            List<Person> people = around.presence().at(subject);
            return people.isEmpty() ? List.of(live) : List.of(live, new ServerMessage.Presence(subject, people));
        }
        return List.of(live);
    }

    /** Another process may have shown the client more than this one has read yet, so the log itself decides. */
    private List<ServerMessage> resume(Topic topic, long after) {
        if (after > around.feed().position()) {
            long head = around.log().head();
            if (after > head) {
                return List.of(new ServerMessage.Reset(topic, head, "the log ends before position " + after));
            }
        }
        long head = around.feed().position();
        Watched watched = watched(topic, after);
        if (head > after && !watched.equals(watched(topic, head))) {
            return List.of(new ServerMessage.Reset(topic, head, RELINKED));
        }
        add(new Subscription(watched, visibility, after, around.feed(), receiver));
        return List.of();
    }

    /** Customers whom a topic tells of were merged or parted: what the client has seen is no beginning of what comes. */
    List<ServerMessage> relinked(Topic topic, long position) {
        Subscription former = byTopic.get(topic);
        if (former == null) {
            return List.of();
        }
        unsubscribe(topic);
        return List.of(new ServerMessage.Reset(topic, position, RELINKED));
    }

    private Problem tooMany() {
        int most = around.settings().subscriptions();
        return new Problem(
                "too-many-subscriptions",
                409,
                "A session may watch " + most + " topics.",
                "subscribe",
                Map.of("most", most));
    }

    private void add(Subscription subscription) {
        byTopic.put(subscription.topic(), subscription);
        around.meters().subscriptions(1);
    }

    void unsubscribe(Topic topic) {
        Subscription former = byTopic.remove(topic);
        if (former != null) {
            former.leave();
            around.meters().subscriptions(-1);
        }
    }

    /**
     * Looks again at what the actor, who may have changed, may watch. What they see in another way from now on begins anew
     * behind what they were told; frames that wait are of no use then.
     *
     * @param ended gets those that are over
     * @return whether they see in another way
     */
    boolean authorise(Actor now, List<ServerMessage> ended) {
        Visibility before = visibility;
        actor = now;
        visibility = Visibility.of(now);
        boolean otherwise = !visibility.equals(before);
        for (Subscription subscription : all()) {
            Topic topic = subscription.topic();
            Optional<Refusal> refusal = around.access().refusal(now, topic);
            if (refusal.isPresent()) {
                unsubscribe(topic);
                ended.add(new ServerMessage.Ended(
                        topic, refusal.get().rule(), refusal.get().sentence()));
            } else if (otherwise) {
                unsubscribe(topic);
                add(subscription.seenBy(visibility));
            }
        }
        return otherwise;
    }

    Actor actor() {
        return actor;
    }

    /** What of a topic's frames is to be sent, if anything. */
    Optional<FrameBatch> unheard(FrameBatch batch) {
        Subscription subscription = byTopic.get(batch.topic());
        if (subscription == null) {
            return Optional.empty();
        }
        return batch.isHistory() ? subscription.unheard(batch) : Optional.of(batch);
    }

    List<Subscription> all() {
        return new ArrayList<>(byTopic.values());
    }

    boolean areCatchingUp() {
        return byTopic.values().stream().anyMatch(subscription -> !subscription.isJoined());
    }

    /** Replays a little of each that is behind. */
    void catchUp(Replay.Sink to) throws IOException {
        for (Subscription subscription : all()) {
            if (!subscription.isJoined()) {
                subscription.catchUp(around.log(), around.frames(), turn, to);
                if (subscription.isJoined()) {
                    for (ServerMessage message : joined(subscription)) {
                        to.send(FrameBatch.of(around.frames().of(message)));
                    }
                }
            }
        }
    }

    /** It has caught up, unless somebody was merged on the way. */
    private List<ServerMessage> joined(Subscription subscription) {
        Topic topic = subscription.topic();
        return subscription.watched().equals(watched(topic, subscription.told()))
                ? live(subscription)
                : relinked(topic, subscription.told());
    }

    /** Everything up to here has been sent in each that is behind, as far as that is below {@code most}. */
    long behind(long most) {
        return byTopic.values().stream()
                .filter(subscription -> !subscription.isJoined())
                .mapToLong(Subscription::told)
                .reduce(most, Math::min);
    }

    void clear() {
        byTopic.values().forEach(Subscription::leave);
        around.meters().subscriptions(-byTopic.size());
        byTopic.clear();
    }
}
