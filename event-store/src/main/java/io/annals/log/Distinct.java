package io.annals.log;

import java.util.Arrays;

/**
 * Counts different things by 64 evenly spread bits that stand for each: exactly up to {@link #KEPT}, beyond that estimated
 * from the smallest ones (k minimum values), usually within half a percent.
 */
final class Distinct {
    static final int KEPT = 1 << 16;

    private final long[] smallest = new long[2 * KEPT];
    private int size;
    private long bound = Long.MAX_VALUE;

    void add(long fingerprint) {
        if (fingerprint > bound) {
            return;
        }
        if (size == smallest.length) {
            tidy();
        }
        smallest[size++] = fingerprint;
    }

    private void tidy() {
        Arrays.sort(smallest, 0, size);
        int kept = 0;
        for (int i = 0; i < size; i++) {
            if (kept == 0 || smallest[i] != smallest[kept - 1]) {
                smallest[kept++] = smallest[i];
            }
        }
        size = Math.min(kept, KEPT);
        if (kept > KEPT) {
            bound = smallest[KEPT - 1];
        }
    }

    boolean isExact() {
        tidy();
        return bound == Long.MAX_VALUE;
    }

    long count() {
        if (isExact()) {
            return size;
        }
        double share = ((double) bound - Long.MIN_VALUE) * 0x1p-64;
        return Math.round((KEPT - 1) / share);
    }
}
