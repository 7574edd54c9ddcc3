package io.annals.query.duplicate.linkage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All pairs that share a block, each once, told one after the other and never held: a million people have tens of millions. */
public final class Pairs {
    private static final Blocking[] RULES = Blocking.values();
    private static final int PARTS = 64;

    private final List<Person> people;

    public Pairs(List<Person> people) {
        this.people = List.copyOf(people);
    }

    /** Takes two people's numbers in the list; called from several threads at once. */
    public interface Sink {
        void pair(int one, int other);
    }

    /** Rules one after the other; within each the blocks are shared out among the processors. */
    public void forEach(Sink sink) {
        for (Blocking rule : RULES) {
            Keyed keyed = keyed(rule);
            int size = keyed.hashes.length;
            IntStream.range(0, PARTS).parallel().forEach(part -> {
                int from = keyed.blockAt((int) ((long) size * part / PARTS));
                int to = keyed.blockAt((int) ((long) size * (part + 1) / PARTS));
                blocks(rule, keyed, from, to, sink);
            });
        }
    }

    /** How many pairs there are if no two share more than one block. */
    public long atMost() {
        long pairs = 0;
        for (Blocking rule : RULES) {
            long[] hashes = keyed(rule).hashes;
            int start = 0;
            for (int i = 1; i <= hashes.length; i++) {
                if (i == hashes.length || hashes[i] != hashes[start]) {
                    pairs += (long) (i - start) * (i - start - 1) / 2;
                    start = i;
                }
            }
        }
        return pairs;
    }

    private void blocks(Blocking rule, Keyed keyed, int from, int to, Sink sink) {
        int start = from;
        while (start < to) {
            int end = start + 1;
            while (end < to && keyed.hashes[end] == keyed.hashes[start]) {
                end++;
            }
            for (int i = start; i < end; i++) {
                for (int j = i + 1; j < end; j++) {
                    tell(rule, keyed.hashes[i], keyed.numbers[i], keyed.numbers[j], sink);
                }
            }
            start = end;
        }
    }

    /** Once: by the first of the rules that bring the two together, and by the first key that they share in it. */
    private void tell(Blocking rule, long hash, int one, int other, Sink sink) {
        Person a = people.get(one);
        Person b = people.get(other);
        if (one == other || !rule.brings(a, b) || !isFirst(rule, hash, a, b)) { // two keys may have one hash
            return;
        }
        for (int earlier = 0; earlier < rule.ordinal(); earlier++) {
            if (RULES[earlier].brings(a, b)) {
                return;
            }
        }
        sink.pair(one, other);
    }

    private static boolean isFirst(Blocking rule, long hash, Person a, Person b) {
        if (rule.fields().size() > 1) {
            return true;
        }
        String shared = rule.shared(a, b);
        return shared != null && hash(shared) == hash;
    }

    /** People by one rule's key, those of one block side by side. */
    private record Keyed(long[] hashes, int[] numbers) {
        /** The first place at or behind {@code place} at which a block begins. */
        int blockAt(int place) {
            int at = place;
            while (at > 0 && at < hashes.length && hashes[at] == hashes[at - 1]) {
                at++;
            }
            return at;
        }
    }

    private Keyed keyed(Blocking rule) {
        Entry[] entries = IntStream.range(0, people.size())
                .parallel()
                .boxed()
                .<Entry>mapMulti((number, sink) ->
                        rule.keys(people.get(number)).forEach(key -> sink.accept(new Entry(hash(key), number))))
                .toArray(Entry[]::new);
        Arrays.parallelSort(entries);
        return new Keyed(
                Arrays.stream(entries).mapToLong(Entry::hash).toArray(),
                Arrays.stream(entries).mapToInt(Entry::number).toArray());
    }

    private record Entry(long hash, int number) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byHash = Long.compare(hash, other.hash);
            return byHash == 0 ? Integer.compare(number, other.number) : byHash;
        }
    }

    /** FNV-1a in 64 bits (Fowler, Noll, Vo). */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (byte b : key.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
