package io.annals.faults.nemesis;

import com.mongodb.client.MongoClient;
import io.annals.faults.cluster.Cluster;
import io.annals.faults.cluster.Member;
import io.annals.faults.history.History;
import io.annals.faults.history.Operation.PrimaryDied;
import io.annals.faults.workload.AppenderProcess;
import io.annals.faults.workload.Crm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All that can be struck.
 *
 * @param client an operator's, through the proxies
 * @param database of the appenders' log
 * @param crm null where there is no program
 * @param pastSessions whether there is time to pause an appender until its session has ended
 * @param asleep the appenders that are paused beside the fault in hand
 */
public record Scene(
        Cluster cluster,
        MongoClient client,
        String database,
        List<AppenderProcess> appenders,
        @Nullable Crm crm,
        History history,
        Random random,
        boolean pastSessions,
        Set<AppenderProcess> asleep) {

    public Scene(
            Cluster cluster,
            MongoClient client,
            String database,
            List<AppenderProcess> appenders,
            @Nullable Crm crm,
            History history,
            Random random,
            boolean pastSessions) {
        this(cluster, client, database, appenders, crm, history, random, pastSessions, ConcurrentHashMap.newKeySet());
    }

    /** An appender that is awake, if there is one. */
    Optional<AppenderProcess> anAppender() {
        List<AppenderProcess> awake = new ArrayList<>(appenders);
        awake.removeAll(asleep);
        return awake.isEmpty() ? Optional.empty() : Optional.of(awake.get(random.nextInt(awake.size())));
    }

    /** Whether it is paused beside the fault in hand. */
    public boolean isAsleep(AppenderProcess appender) {
        return asleep.contains(appender);
    }

    /** The program, where there is one. */
    Crm program() {
        if (crm == null) {
            throw new DidNotTake("there is no program on this cluster");
        }
        return crm;
    }

    /** The database of one of the logs. */
    String aDatabase() {
        return crm == null || random.nextBoolean() ? database : Crm.DATABASE;
    }

    Member aSecondary() {
        List<Member> secondaries = cluster.secondaries();
        return secondaries.get(random.nextInt(secondaries.size()));
    }

    void kill(Member primary) {
        history.add(new PrimaryDied("nemesis", System.nanoTime()));
        primary.kill();
    }

    /** Holds what has been done for a while, drawn at random. */
    Duration hold(int fromMillis, int toMillis) throws InterruptedException {
        Duration held = Duration.ofMillis(fromMillis + random.nextInt(toMillis - fromMillis + 1));
        Thread.sleep(held);
        return held;
    }
}
