package io.annals.faults.nemesis;

import io.annals.faults.cluster.Member;
import io.annals.faults.cluster.Proxy.Rule;
import java.time.Duration;

/** Faults between processes. A cut lasts longer than one request of an appender may take, and until there is a primary. */
final class Network {
    private Network() {}

    /** Requests do not arrive, until they do: too late. */
    static String cutRequests(Scene scene) throws InterruptedException {
        return cut(scene, new Rule(true, false, false, Duration.ZERO));
    }

    /** Requests are carried out and nobody hears of it. */
    static String cutReplies(Scene scene) throws InterruptedException {
        return cut(scene, new Rule(false, true, false, Duration.ZERO));
    }

    static String cutClients(Scene scene) throws InterruptedException {
        return cut(scene, new Rule(true, true, false, Duration.ZERO));
    }

    /** The other members miss it too and elect another one. */
    static String isolatePrimary(Scene scene) throws InterruptedException {
        return cut(scene, new Rule(true, true, true, Duration.ZERO));
    }

    static String mutePrimary(Scene scene) throws InterruptedException {
        return cut(scene, new Rule(false, true, true, Duration.ZERO));
    }

    private static String cut(Scene scene, Rule rule) throws InterruptedException {
        Member primary = scene.cluster().awaitPrimary();
        primary.proxy().rule(rule);
        try {
            Duration held = scene.hold(2_500, 6_000);
            Member now = scene.cluster().awaitPrimary();
            return primary.name() + " for " + held.toMillis() + " ms at least, primary then: " + now.name();
        } finally {
            primary.proxy().heal();
        }
    }

    static String slow(Scene scene) throws InterruptedException {
        Duration delay = Duration.ofMillis(20 + scene.random().nextInt(100));
        scene.cluster().members().forEach(member -> member.proxy().rule(new Rule(false, false, true, delay)));
        try {
            scene.hold(2_000, 4_000);
            return delay.toMillis() + " ms each way";
        } finally {
            scene.cluster().members().forEach(member -> member.proxy().heal());
        }
    }

    static String reset(Scene scene) throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            scene.cluster().members().forEach(member -> member.proxy().reset());
            scene.hold(200, 600);
        }
        return "all, three times";
    }
}
