package io.annals.endtoend;

import java.util.Random;
import org.slf4j.LoggerFactory;

/** Random numbers that can be had again: the seed is printed, and {@code -Dannals.seed=…} gives the same ones. */
final class Seeds {
    private Seeds() {}

    static long next(Class<?> test) {
        long seed = Long.getLong("annals.seed", System.nanoTime());
        LoggerFactory.getLogger(test).info("to have the same again: -Dannals.seed={}", seed);
        return seed;
    }

    static Random random(long seed, int which) {
        return new Random(seed * 31 + which);
    }
}
