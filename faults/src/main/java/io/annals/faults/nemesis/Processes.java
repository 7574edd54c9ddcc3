package io.annals.faults.nemesis;

import io.annals.faults.cluster.Cluster;
import io.annals.faults.cluster.Member;
import io.annals.faults.workload.AppenderProcess;
import io.annals.faults.workload.Crm;
import java.time.Duration;
import java.util.List;
import org.bson.Document;

/** Faults of processes and their clocks. */
final class Processes {
    private static final int STEP_DOWNS = 3;

    /** The server's shortest session time-out, and the time in which it looks. */
    private static final Duration PAST_SESSION = Duration.ofSeconds(75);

    private Processes() {}

    static String killPrimary(Scene scene) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        scene.kill(primary);
        Member next = scene.cluster().awaitPrimaryOtherThan(primary);
        scene.hold(500, 2_000);
        primary.start();
        return primary.name() + ", then " + next.name();
    }

    static String killSecondary(Scene scene) throws InterruptedException {
        Member secondary = scene.aSecondary();
        secondary.kill();
        scene.hold(500, 3_000);
        secondary.start();
        return secondary.name();
    }

    static String killAll(Scene scene) throws InterruptedException {
        Cluster cluster = scene.cluster();
        Member primary = cluster.awaitPrimary();
        scene.kill(primary);
        cluster.members().forEach(Member::kill);
        scene.hold(200, 1_000);
        cluster.members().forEach(Member::start);
        return primary.name() + " first";
    }

    static String pausePrimary(Scene scene) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        primary.pause();
        try {
            Member next = scene.cluster().awaitPrimaryOtherThan(primary);
            scene.hold(500, 3_000);
            return primary.name() + ", meanwhile " + next.name();
        } finally {
            primary.resume();
        }
    }

    static String stepDowns(Scene scene) throws InterruptedException {
        StringBuilder who = new StringBuilder();
        for (int i = 0; i < STEP_DOWNS; i++) {
            Member primary = scene.cluster().awaitPrimary();
            primary.admin(new Document("replSetStepDown", 3)
                    .append("secondaryCatchUpPeriodSecs", 1)
                    .append("force", true));
            who.append(who.isEmpty() ? "" : ", ").append(primary.name());
            scene.cluster().awaitPrimaryOtherThan(primary);
            scene.hold(200, 800);
        }
        return who.toString();
    }

    static String killAppender(Scene scene) throws InterruptedException {
        AppenderProcess appender = awake(scene);
        appender.kill();
        scene.hold(200, 1_000);
        appender.start();
        return appender.name();
    }

    /** Short of the session's end the next faults wait for it; the long pause goes on beside them, and wakes by itself. */
    static String pauseAppender(Scene scene) throws InterruptedException {
        AppenderProcess appender = awake(scene);
        appender.pause();
        if (scene.appenders().size() - scene.asleep().size() > 1 && scene.pastSessions()) {
            scene.asleep().add(appender);
            Thread.startVirtualThread(() -> {
                try {
                    Thread.sleep(PAST_SESSION);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    appender.resume();
                    scene.asleep().remove(appender);
                }
            });
            return appender.name() + " for " + PAST_SESSION.toSeconds() + " s, past the end of its session";
        }
        Duration held = scene.hold(9_000, 11_000);
        appender.resume();
        return appender.name() + " for " + held.toMillis() + " ms";
    }

    static String clockJump(Scene scene) throws InterruptedException {
        AppenderProcess appender = awake(scene);
        List<Duration> jumps = List.of(
                Duration.ofHours(1),
                Duration.ofHours(-1),
                Duration.ofMillis(1_500),
                Duration.ofMillis(-1_500),
                Duration.ofDays(365));
        Duration jump = jumps.get(scene.random().nextInt(jumps.size()));
        appender.clockAhead(jump);
        scene.hold(2_000, 4_000);
        appender.clockAhead(Duration.ZERO);
        return appender.name() + " by " + jump;
    }

    static String killCrm(Scene scene) {
        Crm crm = scene.program();
        crm.kill();
        crm.start();
        return "and started again";
    }

    private static AppenderProcess awake(Scene scene) {
        return scene.anAppender().orElseThrow(() -> new DidNotTake("all appenders are paused"));
    }
}
