package io.annals.log;

/**
 * The last number of each stream met so far, for any number of streams in bounded memory (64 MiB at most): 64 bits stand for
 * a stream, and one not met for long is forgotten. So a "no" is only a doubt, and {@link ContinuityChecks} settles it; a wrong "yes"
 * takes two streams with the same 64 bits that stand at the same number.
 */
final class LastSeqs {
    private static final int REMEMBERED = 1 << 20;

    private final int most;
    private Table young;
    private Table old;

    LastSeqs() {
        this(REMEMBERED);
    }

    /** @param most how many streams a generation holds; there are two */
    LastSeqs(int most) {
        this.most = most;
        this.young = new Table();
        this.old = new Table();
    }

    /** Whether a stream's events {@code first..last} are known to go on where it stood, or to begin it; remembers them. */
    boolean goesOn(long stream, long first, long last) {
        long known = young.get(stream);
        if (known == Table.NONE) {
            known = old.get(stream);
        }
        if (young.size == most) {
            old = young;
            young = new Table();
        }
        young.put(stream, last);
        return first == (known == Table.NONE ? 0 : known + 1);
    }

    /** Open addressing, at most half full; pairs of stream and number. */
    private static final class Table {
        static final long NONE = -1;

        private long[] pairs = new long[2 * 1024];
        private int size;

        Table() {
            java.util.Arrays.fill(pairs, NONE);
        }

        long get(long stream) {
            int at = slot(pairs, stream);
            return pairs[at + 1];
        }

        void put(long stream, long seq) {
            int at = slot(pairs, stream);
            if (pairs[at + 1] == NONE) {
                size++;
            }
            pairs[at] = stream;
            pairs[at + 1] = seq;
            if (size * 4 > pairs.length) {
                grow();
            }
        }

        private void grow() {
            long[] larger = new long[pairs.length * 2];
            java.util.Arrays.fill(larger, NONE);
            for (int i = 0; i < pairs.length; i += 2) {
                if (pairs[i + 1] != NONE) {
                    int at = slot(larger, pairs[i]);
                    larger[at] = pairs[i];
                    larger[at + 1] = pairs[i + 1];
                }
            }
            pairs = larger;
        }

        /** Where a stream stands or would stand. */
        private static int slot(long[] pairs, long stream) {
            int mask = pairs.length / 2 - 1;
            int slot = (int) stream & mask;
            while (pairs[2 * slot + 1] != NONE && pairs[2 * slot] != stream) {
                slot = (slot + 1) & mask;
            }
            return 2 * slot;
        }
    }
}
