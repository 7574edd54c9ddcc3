package io.annals.benchmarks.duplicate;

import io.annals.benchmarks.duplicate.Labelled.Pair;
import java.util.List;

/**
 * What one contender found.
 *
 * @param pairs those that are one person rather than two
 * @param seconds for reading, learning and scoring
 * @param bytes resident at most
 */
record Found(List<Pair> pairs, double seconds, double bytes) {}
