package io.annals.benchmarks.flood;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The one who floods, in a process of their own; floods until its standard input ends, and prints how it was answered. */
final class Flooder {
    private Flooder() {}

    /**
     * What is flooded.
     *
     * @param answers how often by status; 0: cut, 101: a socket opened, or a message on one that was taken
     */
    record Target(URI url, String key, InetAddress from, Map<Integer, LongAdder> answers) {
        URI address(String path) {
            return url.resolve(path);
        }

        void count(int status) {
            answers.computeIfAbsent(status, _ -> new LongAdder()).increment();
        }
    }

    /** @param args the kinds, by comma; where; by which key */
    public static void main(String[] args) throws IOException {
        Target target =
                new Target(URI.create(args[1]), args[2], InetAddress.ofLiteral("127.0.0.2"), new ConcurrentHashMap<>());
        for (String kind : args[0].split(",")) {
            Flood flood = Flood.valueOf(kind);
            for (int i = 0; i < flood.threads; i++) {
                Thread.startVirtualThread(() -> flood.forever(target));
            }
        }
        while (System.in.read() >= 0) {
            // until there is no more
        }
        System.out.println(new TreeMap<>(target.answers()));
        System.exit(0); // the flood has no end of its own
    }
}
