package io.annals.faults.nemesis;

import io.annals.faults.cluster.Member;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** Faults inside the server, by its own fail points ({@code enableTestCommands=1}). */
final class FailPoints {
    private FailPoints() {}

    /** The secondaries no longer fetch, the primary writes what nobody will keep, and dies; when it is back it rolls back. */
    static String rollback(Scene scene) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        List<Member> secondaries = scene.cluster().secondaries();
        try {
            for (Member secondary : secondaries) {
                secondary.failPoint("stopReplProducer", "alwaysOn", new Document());
            }
            scene.hold(1_500, 3_500);
            scene.kill(primary);
        } finally {
            secondaries.forEach(secondary -> secondary.failPointOff("stopReplProducer"));
        }
        Member next = scene.cluster().awaitPrimaryOtherThan(primary);
        scene.hold(1_000, 2_000);
        long rollbacks = primary.rollbacks();
        primary.start();
        for (int i = 0; i < 300 && primary.rollbacks() == rollbacks; i++) {
            Thread.sleep(100);
        }
        if (primary.rollbacks() == rollbacks) {
            throw new DidNotTake(primary.name() + " had nothing to roll back");
        }
        return primary.name() + ", then " + next.name();
    }

    /** Inserts hang in the server while their clients give up and try again; then all go on at once. */
    static String zombie(Scene scene) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        String log = scene.aDatabase() + ".log";
        Document where = new Document("nss", log).append("shouldCheckForInterrupt", false);
        primary.failPoint("hangDuringBatchInsert", "alwaysOn", where);
        try {
            Duration held = scene.hold(2_500, 6_000);
            return primary.name() + " for " + held.toMillis() + " ms, " + log;
        } finally {
            primary.failPointOff("hangDuringBatchInsert");
        }
    }

    /** Hits writes with a transaction number: those of the views, not the log's own command, which has none. */
    static String lostReply(Scene scene) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        primary.failPoint(
                "onPrimaryTransactionalWrite", new Document("times", 20), new Document("closeConnection", true));
        try {
            scene.hold(1_500, 3_000);
            return primary.name();
        } finally {
            primary.failPointOff("onPrimaryTransactionalWrite");
        }
    }

    static String failCommand(Scene scene) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        List<Document> ways = List.of(
                new Document("closeConnection", true),
                new Document("errorCode", 11_602),
                new Document("errorCode", 91),
                new Document("errorCode", 10_107),
                new Document("writeConcernError", new Document("code", 64).append("errmsg", "waiting timed out")),
                new Document("writeConcernError", new Document("code", 91).append("errmsg", "shutting down")),
                new Document("blockConnection", true).append("blockTimeMS", 3_000));
        Document way = new Document(ways.get(scene.random().nextInt(ways.size())));
        List<String> commands =
                scene.random().nextInt(3) == 0 ? List.of("find", "aggregate", "insert") : List.of("insert");
        way.append("failCommands", commands).append("failInternalCommands", false);
        int times = 3 + scene.random().nextInt(20);
        primary.failPoint("failCommand", new Document("times", times), way);
        try {
            scene.hold(1_500, 4_000);
            return primary.name() + ", " + times + " times: " + way.toJson();
        } finally {
            primary.failPointOff("failCommand");
        }
    }

    static String killSessions(Scene scene) {
        scene.cluster().awaitPrimary().admin(new Document("killAllSessions", List.of()));
        return "of everybody";
    }
}
