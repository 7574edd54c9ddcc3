package io.annals.query.live;

import static java.util.Comparator.comparingLong;

import io.annals.encoding.EventEncoding;
import io.annals.encoding.Keyring;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.log.Commit;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Place;
import io.annals.log.EventLog.Tail;
import io.annals.log.LogBroken;
import io.annals.query.cluster.Clusters;
import io.annals.query.visibility.Belongings;
import io.annals.query.visibility.Visibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one reader of the log in this process. It decodes a commit only if somebody watches what it is about, makes one
 * frame a topic, and hands the same to all. It gathers by itself: commits that are recorded while those before go out to the
 * sockets make one message, however many they are.
 */
final class LiveFeed implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LiveFeed.class);
    private static final String ERASED = EventEncoding.nameOf(CustomerErased.class);
    private static final int BATCH = 256;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofMillis(100);

    /** Takes frames without ever waiting. */
    interface Receiver {
        /** False when there is no more room; the receiver then gets no more of this topic. */
        boolean offer(FrameBatch batch);

        /** A customer has moved to another team or region: who may watch what is to be looked at again. */
        default void lookAgain() {}

        /** Customers whom a topic tells of were merged or parted at a position; the topic's frames up to there have been offered. */
        default void relinked(Topic topic, long position) {}
    }

    private final EventLog eventLog;
    private final Frames frames;
    private final Keyring keyring;
    private final Belongings belongings;
    private final LiveMeters meters;
    private final SendExecutor senders;
    private final Thread reader;

    /** By topic, and there by what they see. This and all below guarded by this. */
    private final Map<Topic, Map<Visibility, Set<Receiver>>> watchers = new HashMap<>();

    private final Set<Topic> broad = new HashSet<>(); // those that no subject leads to
    private final Map<String, Set<Watched>> several = new HashMap<>(); // of those who are one with others, by member
    private Place place;
    private boolean closed;
    private @Nullable LogBroken broken;

    /** Follows from the present on. */
    LiveFeed(
            EventLog eventLog,
            Frames frames,
            Keyring keyring,
            Belongings belongings,
            LiveMeters meters,
            SendExecutor senders) {
        this.eventLog = eventLog;
        this.frames = frames;
        this.keyring = keyring;
        this.belongings = belongings;
        this.meters = meters;
        this.senders = senders;
        this.place = Place.after(eventLog.head());
        this.reader = Thread.ofPlatform().name("live-feed").daemon().unstarted(this::follow); // see Presence
    }

    void open() {
        reader.start();
    }

    /** The last position handed out. */
    synchronized long position() {
        return place.position();
    }

    /** What stopped this feed for ever, if anything did. */
    synchronized Optional<LogBroken> broken() {
        return Optional.ofNullable(broken);
    }

    /**
     * From now on the receiver gets the topic's frames, as those are for whom {@code sight} is all they see.
     *
     * @return the position after which they begin
     */
    synchronized long join(Watched watched, Visibility visibility, Receiver receiver) {
        Topic topic = watched.topic();
        watchers.computeIfAbsent(topic, _ -> new LinkedHashMap<>())
                .computeIfAbsent(visibility, _ -> new LinkedHashSet<>())
                .add(receiver);
        if (!(topic instanceof Topic.Customer)) {
            broad.add(topic);
        } else if (watched.members().size() > 1) {
            forget(topic);
            watched.members()
                    .forEach(member -> several.computeIfAbsent(member, _ -> new LinkedHashSet<>())
                            .add(watched));
        }
        return place.position();
    }

    synchronized void leave(Topic topic, Visibility visibility, Receiver receiver) {
        Map<Visibility, Set<Receiver>> bySight = watchers.getOrDefault(topic, Map.of());
        Set<Receiver> receivers = bySight.get(visibility);
        if (receivers == null) {
            return;
        }
        receivers.remove(receiver);
        if (receivers.isEmpty()) {
            bySight.remove(visibility);
            if (bySight.isEmpty()) {
                watchers.remove(topic);
                broad.remove(topic);
                forget(topic);
            }
        }
    }

    /**
     * Hands something of the moment to those who watch a topic; where nobody does, it is not even made.
     *
     * @param whom by what they see
     * @param making gets the position, 1 at least
     */
    synchronized void tell(Topic topic, Predicate<Visibility> whom, LongFunction<Frame> making) {
        List<Set<Receiver>> told = watchers.getOrDefault(topic, Map.of()).entrySet().stream()
                .filter(bySight -> whom.test(bySight.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        if (!told.isEmpty()) {
            FrameBatch batch = FrameBatch.of(making.apply(Math.max(1, place.position())));
            told.forEach(receivers -> hand(batch, receivers));
        }
    }

    /** Runs something at a moment when everything up to a position has been handed out and nothing after it. */
    synchronized void atPosition(LongConsumer action) {
        action.accept(place.position());
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        reader.interrupt();
        try {
            reader.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private void follow() {
        while (isOpen()) {
            try (Tail tail = eventLog.tail(placeToGoOnFrom())) {
                while (isOpen()) {
                    List<Commit> commits = tail.poll(BATCH, WAIT);
                    if (!commits.isEmpty() && hand(commits, tail.place())) {
                        senders.await(PATIENCE); // what is recorded meanwhile goes out together
                    }
                }
            } catch (LogBroken e) {
                log.error("The log is broken; nothing is shown live any more", e);
                stop(e);
                return;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (!pauseAfter(e)) {
                    return;
                }
            }
        }
    }

    private synchronized Place placeToGoOnFrom() {
        return place;
    }

    private synchronized void stop(LogBroken why) {
        broken = why;
        closed = true;
    }

    /** @return false when this feed is to end */
    private synchronized boolean pauseAfter(RuntimeException failure) {
        if (closed) {
            return false;
        }
        log.warn("The log cannot be followed at the moment, trying again after position {}", place.position(), failure);
        try {
            long until = System.nanoTime() + PAUSE.toNanos();
            for (long left = PAUSE.toMillis(); left > 0 && !closed; left = (until - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** @return whether somebody was handed something */
    private boolean hand(List<Commit> commits, Place reached) {
        loadKeys(commits);
        boolean any = false;
        int from = 0;
        for (int to = 1; to <= commits.size(); to++) {
            Commit last = commits.get(to - 1);
            boolean moves = last.events().stream().anyMatch(Belongings::isMove);
            if (moves || to == commits.size()) { // who may see what is behind a move is asked first
                Place place = to == commits.size() ? reached : new Place(last.position(), last.hash());
                any |= handTogether(commits.subList(from, to), place);
                from = to;
            }
        }
        return any;
    }

    private synchronized boolean handTogether(List<Commit> commits, Place reached) {
        Map<Audience, List<Frame>> told = new LinkedHashMap<>();
        commits.forEach(commit -> makeFrames(commit, told));
        List<Parcel> parcels = told.entrySet().stream()
                .flatMap(each -> FrameBatch.of(each.getValue()).stream()
                        .map(batch -> new Parcel(batch, receivers(each.getKey()))))
                .sorted(comparingLong(parcel -> parcel.batch().position())) // who has no more room resumes there
                .toList();
        parcels.forEach(parcel -> hand(parcel.batch(), parcel.receivers()));
        place = reached;
        commits.getLast().events().stream().filter(Belongings::isMove).forEach(this::tellOfMove);
        commits.getLast().events().stream()
                .filter(Clusters::isLink)
                .forEach(link -> tellOfLink(link, reached.position()));
        commits.forEach(commit -> meters.handedOut(commit.at()));
        return !parcels.isEmpty();
    }

    /** Those who see the same of a topic. */
    private record Audience(Topic topic, Visibility visibility) {}

    private record Parcel(FrameBatch batch, Set<Receiver> receivers) {}

    private void makeFrames(Commit commit, Map<Audience, List<Frame>> told) {
        List<Watched> watched = watched(commit);
        if (!watched.isEmpty()) {
            Frames.CommitFrame facts = frames.tell(commit.recorded());
            for (Watched one : watched) {
                Topic topic = one.topic();
                for (Visibility visibility :
                        watchers.getOrDefault(topic, Map.of()).keySet()) {
                    frames.of(facts, one, visibility)
                            .ifPresent(frame -> told.computeIfAbsent(
                                            new Audience(topic, visibility), _ -> new ArrayList<>())
                                    .add(frame));
                }
            }
        }
    }

    private Set<Receiver> receivers(Audience audience) {
        return Objects.requireNonNull(
                watchers.getOrDefault(audience.topic(), Map.of()).get(audience.visibility()));
    }

    private static void hand(FrameBatch batch, Set<Receiver> receivers) {
        receivers.removeIf(receiver -> !receiver.offer(batch));
    }

    /** Those who see everybody go on seeing everybody. */
    private void tellOfMove(Event move) {
        if (move.subject() != null) {
            watchers.getOrDefault(new Topic.Customer(move.subject()), Map.of()).forEach((visibility, receivers) -> {
                if (!visibility.seesEverybody()) {
                    receivers.forEach(Receiver::lookAgain);
                }
            });
        }
    }

    /** Of whom a topic tells besides its own customer is over. */
    private void forget(Topic topic) {
        several.values().forEach(some -> some.removeIf(one -> one.topic().equals(topic)));
        several.values().removeIf(Set::isEmpty);
    }

    /** Who watches any of those who were one with the customer, or is to be from now on. */
    private void tellOfLink(Event link, long position) {
        if (link.subject() == null) {
            return;
        }
        Set<Topic> topics = new LinkedHashSet<>(List.of(new Topic.Customer(link.subject())));
        several.getOrDefault(link.subject(), Set.of()).forEach(one -> topics.add(one.topic()));
        for (Topic topic : topics) {
            forget(topic);
            List.copyOf(watchers.getOrDefault(topic, Map.of()).values())
                    .forEach(receivers -> receivers.forEach(receiver -> receiver.relinked(topic, position)));
        }
    }

    /** The topics that somebody watches and in which this commit may show. */
    private List<Watched> watched(Commit commit) {
        if (watchers.isEmpty()) {
            return List.of();
        }
        Set<Watched> topics = new LinkedHashSet<>();
        for (Event event : commit.events()) {
            broad.stream().filter(topic -> topic.mayShow(event)).forEach(topic -> topics.add(Watched.alone(topic)));
            String subject = event.subject();
            if (subject != null) {
                Set<Watched> merged = several.getOrDefault(subject, Set.of());
                topics.addAll(merged);
                Topic its = new Topic.Customer(subject);
                if (watchers.containsKey(its)
                        && merged.stream().noneMatch(one -> one.topic().equals(its))) {
                    topics.add(Watched.alone(its));
                }
            }
        }
        return new ArrayList<>(topics);
    }

    private synchronized boolean isWatched(Commit commit) {
        return !watched(commit).isEmpty();
    }

    /** Before the commits are handed out, so that nobody waits for the database while they are. */
    private void loadKeys(List<Commit> commits) {
        Set<String> subjects = new HashSet<>();
        for (Commit commit : commits) {
            boolean watched = isWatched(commit);
            for (Event event : commit.events()) {
                String subject = event.subject();
                if (subject != null) {
                    if (watched) {
                        subjects.add(subject);
                    }
                    if (event.type().equals(ERASED)) {
                        keyring.forget(subject); // another process may have destroyed the key
                    } else if (Belongings.isMove(event)) {
                        belongings.forget(event);
                    }
                }
            }
        }
        keyring.load(subjects);
        belongings.load(scopedMany() ? subjects : Set.of());
    }

    /** Whether somebody watches many customers who does not see them all. */
    private synchronized boolean scopedMany() {
        return watchers.entrySet().stream()
                .filter(topic -> !(topic.getKey() instanceof Topic.Customer))
                .flatMap(topic -> topic.getValue().keySet().stream())
                .anyMatch(visibility -> !visibility.seesEverybody());
    }
}
