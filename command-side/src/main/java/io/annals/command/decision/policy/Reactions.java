package io.annals.command.decision.policy;

import com.mongodb.MongoException;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Foreseeable;
import io.annals.command.decision.Sender;
import io.annals.command.decision.policy.ParkedReactions.Parked;
import io.annals.encoding.EventEncoding;
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
import org.jspecify.annotations.Nullable;
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
    private final Decisions decisions;
    private final EventEncoding encoding;
    private final EventLog eventLog;
    private final ParkedReactions parked;
    private final Executor threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("reaction-", 0).factory());

    /** A batch and a retry do not overlap: neither may overtake the other with a customer's facts. */
    private final ReentrantLock oneAtATime = new ReentrantLock();

    Reactions(
            Policies policies,
            Commands commands,
            Decisions decisions,
            EventEncoding encoding,
            EventLog eventLog,
            ParkedReactions parked) {
        this.policies = policies;
        this.commands = commands;
        this.decisions = decisions;
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
        Map<String, List<Due>> bySubject = new LinkedHashMap<>();
        List<Foreseeable> foreseeable = new ArrayList<>();
        for (RecordedEvent event : events) {
            Due due = new Due(event);
            bySubject.computeIfAbsent(subject(event), _ -> new ArrayList<>()).add(due);
            foreseeable.addAll(due.foreseeable());
        }
        decisions.foresee(foreseeable);
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
                Optional<String> failure = react(new Due(event(one)));
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

    private void inOrder(List<Due> dues, boolean behindParked) {
        boolean behind = behindParked;
        for (Due due : dues) {
            Optional<String> failure = behind ? Optional.of(BEHIND) : react(due);
            failure.ifPresent(cause -> parked.put(policies.name(), due.event, cause, Instant.now()));
            behind |= failure.isPresent();
        }
    }

    /** Empty when all went well, otherwise why not. */
    private Optional<String> react(Due due) {
        RecordedEvent event = due.event;
        for (int tries = 1; ; tries++) {
            try {
                for (Policies.Reaction reaction : due.reactions()) {
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

    /** A fact and what follows from it: found out once, or again where that failed. */
    private final class Due {
        private final RecordedEvent event;
        private @Nullable List<Policies.Reaction> reactions;

        Due(RecordedEvent event) {
            this.event = event;
        }

        List<Policies.Reaction> reactions() {
            List<Policies.Reaction> known = reactions;
            if (known == null) {
                known = policies.reactions(encoding.decode(event.event()));
                reactions = known;
            }
            return known;
        }

        /** None where the fact cannot be read: reacting to it will tell. */
        List<Foreseeable> foreseeable() {
            try {
                return reactions().stream()
                        .map(Policies.Reaction::command)
                        .filter(Foreseeable.class::isInstance)
                        .map(Foreseeable.class::cast)
                        .toList();
            } catch (RuntimeException unreadable) {
                return List.of();
            }
        }
    }

    private static Sender sender(String policy, Event event) {
        String followed = event.meta().get("onBehalfOf");
        String whose = followed == null ? event.meta().get("actor") : followed;
        return new Sender(policy, null, event.meta().getOrDefault("correlation", event.id()), event.id())
                .onBehalfOf(whose);
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
