package io.annals.command.decision.policy;

import com.mongodb.MongoException;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.command.decision.policy.ParkedReactions.Parked;
import io.annals.encoding.EventEncoding;
import io.annals.events.Fact;
import io.annals.log.Commit;
import io.annals.log.Event;
import io.annals.log.EventLog;
import io.annals.log.EventLog.Cursor;
import io.annals.log.LogUnavailable;
import io.annals.log.RecordedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reacts to facts for one feature's policies: customers side by side, each customer's facts in order. Every reaction is a
 * command of its own, on a thread of its own, so that none ends up in the unit of work of the processor that asked for it.
 */
final class Reactions {
    private static final Logger log = LoggerFactory.getLogger(Reactions.class);
    private static final int TRIES = 3;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String BEHIND = "behind an earlier one";

    private final Policies policies;
    private final Commands commands;
    private final EventEncoding encoding;
    private final EventLog eventLog;
    private final ParkedReactions parked;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("reaction-", 0).factory());

    /** A batch and a retry do not overlap: neither may overtake the other with a customer's facts. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Reactions(Policies policies, Commands commands, EventEncoding encoding, EventLog eventLog, ParkedReactions parked) {
        this.policies = policies;
        this.commands = commands;
        this.encoding = encoding;
        this.eventLog = eventLog;
        this.parked = parked;
    }

    Policies policies() {
        return policies;
    }

    long parked() {
        return parked.count(policies.name());
    }

    /**
     * Reacts to these, and returns when all reactions are durable or set aside.
     *
     * @throws LogUnavailable or {@code MongoException} when the database does not answer: the same facts must come again
     */
    void to(List<RecordedEvent> events) {
        Map<String, List<RecordedEvent>> bySubject = new LinkedHashMap<>();
        events.forEach(event -> bySubject
                .computeIfAbsent(subject(event), _ -> new ArrayList<>())
                .add(event));
        oneAtATime.lock();
        try {
            Set<String> behind = parked.among(policies.name(), bySubject.keySet());
            List<CompletableFuture<Void>> underWay = new ArrayList<>();
            bySubject.forEach((subject, own) ->
                    underWay.add(CompletableFuture.runAsync(() -> inOrder(own, behind.contains(subject)), threads)));
            awaitAll(underWay);
        } finally {
            oneAtATime.unlock();
        }
    }

    /**
     * Takes up again what is parked, each customer's facts in order up to the first that fails again.
     *
     * @return how many are done now
     */
    int retry() {
        oneAtATime.lock();
        try {
            int done = 0;
            String stuck = "";
            for (Parked one : parked.inOrder(policies.name())) {
                if (one.subject().equals(stuck)) {
                    continue;
                }
                Optional<String> failure = react(event(one));
                if (failure.isEmpty()) {
                    parked.remove(policies.name(), one);
                    done++;
                } else {
                    stuck = one.subject();
                }
            }
            return done;
        } finally {
            oneAtATime.unlock();
        }
    }

    private void inOrder(List<RecordedEvent> events, boolean behindParked) {
        boolean behind = behindParked;
        for (RecordedEvent event : events) {
            Optional<String> failure = behind ? Optional.of(BEHIND) : react(event);
            failure.ifPresent(cause -> parked.put(policies.name(), event, cause, Instant.now()));
            behind |= failure.isPresent();
        }
    }

    /** Empty when all went well, otherwise why not. */
    private Optional<String> react(RecordedEvent event) {
        for (int tries = 1; ; tries++) {
            try {
                Fact fact = encoding.decode(event.event());
                for (Policies.Reaction reaction : policies.reactions(fact)) {
                    commands.send(reaction.command(), sender(reaction.policy(), event.event()));
                }
                return Optional.empty();
            } catch (LogUnavailable | MongoException outage) {
                throw outage;
            } catch (RuntimeException failure) {
                if (tries == TRIES) {
                    String cause = cause(failure);
                    log.warn(
                            "{} could not react to {}.{} and set it aside: {}",
                            policies.name(),
                            event.position(),
                            event.index(),
                            cause);
                    return Optional.of(cause);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static Sender sender(String policy, Event event) {
        return new Sender(policy, null, event.meta().getOrDefault("correlation", event.id()), event.id());
    }

    private static String cause(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return failure.getClass().getSimpleName() + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    private RecordedEvent event(Parked one) {
        try (Cursor<Commit> commits = eventLog.read(one.position() - 1)) {
            Iterator<Commit> first = commits.iterator();
            return first.next().recorded().get(one.index());
        }
    }

    private static String subject(RecordedEvent event) {
        return Objects.requireNonNull(event.event().subject(), "a fact has a subject");
    }

    private static void awaitAll(List<CompletableFuture<Void>> underWay) {
        try {
            CompletableFuture.allOf(underWay.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }
}
