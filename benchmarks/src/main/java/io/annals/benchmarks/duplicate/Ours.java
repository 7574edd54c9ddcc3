package io.annals.benchmarks.duplicate;

import io.annals.benchmarks.duplicate.Labelled.Pair;
import io.annals.query.duplicate.linkage.Estimation;
import io.annals.query.duplicate.linkage.Pairs;
import io.annals.query.duplicate.linkage.Person;
import io.annals.query.duplicate.linkage.Scoring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Weights are learnt and all pairs that share a block scored. */
final class Ours {
    private Ours() {}

    /** @return what is likelier one person than two */
    static Found link(List<Person> people, long seed) throws IOException {
        long begin = System.nanoTime();
        Scoring scoring = new Scoring(Estimation.of(people, seed));
        ConcurrentLinkedQueue<Pair> found = new ConcurrentLinkedQueue<>();
        new Pairs(people).forEach((one, other) -> {
            if (scoring.bits(people.get(one), people.get(other), Scoring.LIKELY) >= Scoring.LIKELY) {
                found.add(Pair.of(one, other));
            }
        });
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Found(List.copyOf(found), seconds, resident());
    }

    /** Bytes of this process that were resident at most, so far; NaN where the kernel does not say. */
    private static double resident() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
