package io.annals.query.duplicate;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static io.annals.query.duplicate.DuplicateProjection.DUPLICATE;
import static io.annals.query.duplicate.DuplicateProjection.KEYS;
import static io.annals.query.duplicate.DuplicateProjection.POSITION;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import io.annals.edge.paging.Cursor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.paging.PageRequest;
import io.annals.events.CustomerId;
import io.annals.query.duplicate.LearntWeights.Version;
import io.annals.query.duplicate.Suggestions.Found;
import io.annals.query.duplicate.linkage.Estimation;
import io.annals.query.duplicate.linkage.Person;
import io.annals.query.duplicate.linkage.Scoring;
import io.annals.query.duplicate.linkage.Scoring.Score;
import io.annals.query.projection.NotYetProcessed;
import io.annals.query.projection.Page;
import io.annals.query.projection.ProjectionSettings;
import io.annals.query.projection.Projections;
import io.annals.query.projection.Seen;
import io.annals.query.projection.Views;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares whoever has registered or been corrected with those who share a key with them, as soon as their view has changed, and learns
 * the weights anew when enough have. How far it is stands in {@code duplicate_progress}; on several nodes each does it, and all come to the same.
 */
@Component
final class Comparing implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Comparing.class);
    private static final String ID = "comparing";
    private static final String CHANGED = "changed";
    private static final Keyset AS_CHANGED = Keyset.ascending(POSITION, "_id");
    private static final Keyset SUBJECTS = Keyset.ascending("_id");
    private static final int AT_ONCE = 200;

    /** Whoever shares a key with more than that is compared with some of them: the key says little. */
    private static final int MOST_COMPARED = 500;

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(2);

    /** Weights are learnt anew when so many have changed, and a quarter of those from whom they were learnt. */
    private static final long ENOUGH = 20;

    private static final int PART = 4;
    private static final int LEARNT_FROM = 100_000;

    private final Views<DuplicateView> views;
    private final Suggestions suggestions;
    private final LearntWeights learnt;
    private final MongoCollection<Document> progress;
    private final Clock clock;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition further = lock.newCondition();
    private volatile long position; // all changes up to there are compared
    private volatile Version version = Version.USUAL;
    private volatile Scoring scoring = new Scoring(Version.USUAL.weights());
    private long changed; // since the weights were learnt
    private volatile @Nullable Thread thread;

    Comparing(Projections projections, MongoDatabase database, ProjectionSettings settings, Clock clock) {
        this.views = projections.views(DUPLICATE);
        this.suggestions = new Suggestions(database);
        this.learnt = new LearntWeights(database);
        this.progress = database.getCollection("duplicate_progress");
        this.clock = clock;
        this.patience = settings.patience();
    }

    Suggestions suggestions() {
        return suggestions;
    }

    Version version() {
        return version;
    }

    /** One who shares a key, and how likely they are the same. */
    record Likely(CustomerId customer, DuplicateView view, Score score) {}

    /**
     * Who may be this person, the likeliest first.
     *
     * @param reached further narrows down who is looked at
     */
    List<Likely> likely(Person person, Bson reached, double least) {
        List<String> keys = Profile.keys(person);
        if (keys.isEmpty()) {
            return List.of();
        }
        Bson found = Filters.and(in(KEYS, keys), reached);
        Scoring by = scoring;
        return views.page(found, SUBJECTS, new PageRequest(null, MOST_COMPARED), null).views().stream()
                .filter(seen -> seen.view().isCompared())
                .map(seen -> new Likely(
                        CustomerId.of(seen.subject()), seen.view(), by.score(person, Profile.of(seen.view()))))
                .filter(one -> one.score().bits() >= least)
                .sorted((a, b) -> Double.compare(b.score().bits(), a.score().bits()))
                .toList();
    }

    /**
     * How far the comparison is.
     *
     * @throws NotYetProcessed when it has not come to {@code atLeast} in time
     */
    long reached(@Nullable Long atLeast) {
        long end = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            long left = end - System.nanoTime();
            while (atLeast != null && position < atLeast && left > 0) {
                left = further.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        if (atLeast != null && position < atLeast) {
            throw new NotYetProcessed(position, atLeast);
        }
        return position;
    }

    private void run() {
        boolean begun = false;
        while (isRunning()) {
            try {
                if (!begun) {
                    resume();
                    begun = true;
                }
                round();
                rest(LOOK_AGAIN);
            } catch (RuntimeException e) { // the database may be away; the next round comes
                if (isRunning()) {
                    LOG.warn("Customers cannot be compared at the moment: {}", e.toString());
                    rest(AFTER_TROUBLE);
                }
            }
        }
    }

    private void resume() {
        Document stored = progress.find(Filters.eq(ID)).first();
        if (stored != null) {
            position = stored.getLong(POSITION);
            changed = stored.getLong(CHANGED);
        }
        use(learnt.latest());
    }

    private void use(Version latest) {
        version = latest;
        scoring = new Scoring(latest.weights());
    }

    /** All that has changed since the last one. */
    private void round() {
        long now = views.position();
        if (now == position) {
            return;
        }
        Cursor next = null;
        do {
            Page<DuplicateView> page =
                    views.page(gt(POSITION, position), AS_CHANGED, new PageRequest(next, AT_ONCE), null);
            page.views().forEach(this::compare);
            changed += page.views().size();
            next = page.next();
        } while (next != null && isRunning());
        if (isRunning()) {
            arrived(now);
            if (changed >= Math.max(ENOUGH, version.people() / PART)) {
                learn();
            }
        }
    }

    private void arrived(long now) {
        progress.updateOne(
                Filters.eq(ID),
                Updates.combine(Updates.set(POSITION, now), Updates.set(CHANGED, changed)),
                new UpdateOptions().upsert(true));
        lock.lock();
        try {
            position = now;
            further.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void compare(Seen<DuplicateView> seen) {
        DuplicateView view = seen.view();
        CustomerId customer = CustomerId.of(seen.subject());
        Bson others = Filters.and(
                Filters.ne("_id", seen.subject()),
                Filters.nin(
                        "_id",
                        view.distinguished().stream().map(CustomerId::toString).toList()));
        List<Likely> likely = view.isCompared() ? likely(Profile.of(view), others, Suggestions.KEPT) : List.of();
        seen.members().stream() // whoever was absorbed has no view of their own any more, and no pairs
                .filter(member -> !member.equals(seen.subject()))
                .forEach(member -> suggestions.replace(member, List.of()));
        suggestions.replace(
                seen.subject(),
                likely.stream()
                        .map(one -> new Found(
                                Suggestions.pair(customer, one.customer(), one.score(), version.number()),
                                Found.common(view.belonging(), one.view().belonging())))
                        .toList());
    }

    /** From all, or from so many of them by chance that it takes no longer: the share of matches stays the same. */
    private void learn() {
        long count = views.count(Filters.empty(), null);
        int oneOf = (int) (1 + count / LEARNT_FROM);
        List<Person> people = new ArrayList<>();
        Cursor next = null;
        do {
            Page<DuplicateView> page = views.page(Filters.empty(), SUBJECTS, new PageRequest(next, 1_000), null);
            page.views().stream()
                    .filter(seen -> seen.view().isCompared()
                            && Math.floorMod(seen.subject().hashCode(), oneOf) == 0)
                    .forEach(seen -> people.add(Profile.of(seen.view())));
            Cursor behind = page.next();
            next = behind == null || behind.changed() ? null : behind;
        } while (next != null && isRunning());
        long number = version.number() + 1;
        learnt.add(new Version(number, clock.instant(), count, Estimation.of(people, number)));
        use(learnt.latest());
        changed = 0;
        suggestions.olderThan(version.number(), this::compareAgain);
        LOG.info("What makes customers likely duplicates was learnt anew from {} of {}", people.size(), count);
    }

    private void compareAgain(List<CustomerId> pair) {
        Map<String, Seen<DuplicateView>> both =
                views.several(pair.stream().map(CustomerId::toString).toList(), null);
        both.values().stream().limit(1).forEach(this::compare);
    }

    private static void rest(Duration most) {
        try {
            Thread.sleep(most);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        Thread next = Thread.ofVirtual().name("comparing").unstarted(this::run);
        thread = next;
        next.start();
    }

    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            try {
                running.join(AFTER_TROUBLE.plus(patience));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
