package io.annals.log;

import java.util.Arrays;

/** Events of one commit that go on in one stream, number by number, as one run; runs in the order of the log. */
final class Runs {
    private static final int WIDTH = 4; // stream, first, last, position

    private long[] runs = new long[WIDTH * 64];
    private int size;

    /** @param stream what stands for the stream: {@link BsonWalk#fingerprint} */
    void add(long stream, long seq, long position) {
        int last = (size - 1) * WIDTH;
        if (size > 0 && runs[last] == stream && runs[last + 3] == position && runs[last + 2] + 1 == seq) {
            runs[last + 2] = seq;
            return;
        }
        int at = size * WIDTH;
        if (at == runs.length) {
            runs = Arrays.copyOf(runs, at * 2);
        }
        runs[at] = stream;
        runs[at + 1] = seq;
        runs[at + 2] = seq;
        runs[at + 3] = position;
        size++;
    }

    /** Forgets all but the first ones. */
    void cut(int to) {
        size = to;
    }

    int size() {
        return size;
    }

    long stream(int run) {
        return runs[run * WIDTH];
    }

    long first(int run) {
        return runs[run * WIDTH + 1];
    }

    long last(int run) {
        return runs[run * WIDTH + 2];
    }

    long position(int run) {
        return runs[run * WIDTH + 3];
    }
}
