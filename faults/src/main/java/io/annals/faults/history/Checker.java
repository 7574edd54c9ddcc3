package io.annals.faults.history;

import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.Failed;
import io.annals.faults.history.Operation.PrimaryDied;
import io.annals.faults.history.Operation.Proposed;
import io.annals.faults.history.Operation.Seen;
import io.annals.faults.history.Operation.Stopped;
import io.annals.faults.history.Operation.Struck;
import io.annals.faults.history.Operation.Unknown;
import io.annals.faults.history.Violation.Promise;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Holds a history against a log. One pass over the history and one over the log: time and memory grow with their length and
 * no faster. It is a pure function of both; the order of the history's lines does not matter, only their times do, save that a
 * reader's own lines come in the order in which it told them.
 */
public final class Checker {
    private static final String GENESIS = "0".repeat(64);

    private final Map<String, Fate> fates = new HashMap<>();
    private final Map<String, Reader> readers = new TreeMap<>();
    private final Map<Long, Long> seenFirst = new HashMap<>();
    private final Map<String, Long> positions = new HashMap<>();
    private final Map<String, Long> lastSeqs = new HashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, Shows> shows;
    private long commits;
    private long events;
    private long retold;
    private long position;
    private long at = Long.MIN_VALUE;
    private String hash = GENESIS;
    private long latestProposal = Long.MIN_VALUE;
    private String latestProposed = "";

    /** What is known of one proposal. */
    private static final class Fate {
        long proposedAt = Long.MAX_VALUE;
        long knownAt = Long.MAX_VALUE;
        long position;
        boolean failed;
        boolean found;
        List<String> slots = List.of();
        Map<String, Long> expects = Map.of();
    }

    /** What a reader was shown, and how much of it the log has borne out. */
    private static final class Reader {
        final List<String> seen = new ArrayList<>();
        int confirmed;
        boolean wrong;
    }

    private Checker(Map<String, Shows> shows) {
        this.shows = shows;
    }

    /**
     * @param log in the order of positions
     * @param shows what each reader of this log is shown, by its name; others' lines are passed over
     */
    public static Report check(Iterable<Operation> history, Iterable<Entry> log, Map<String, Shows> shows) {
        Checker checker = new Checker(shows);
        history.forEach(checker::hear);
        log.forEach(checker::read);
        return checker.conclude();
    }

    private void hear(Operation operation) {
        switch (operation) {
            case Proposed proposed -> {
                Fate fate = fate(proposed.commit());
                fate.proposedAt = Math.min(fate.proposedAt, proposed.nanos());
                fate.slots = proposed.slots();
                fate.expects = proposed.expects();
            }
            case Acknowledged acknowledged -> {
                Fate fate = fate(acknowledged.commit());
                if (fate.position != 0 && fate.position != acknowledged.position()) {
                    violated(
                            Promise.UNIQUE,
                            acknowledged.position(),
                            acknowledged.commit() + " was acknowledged at " + fate.position + " before");
                }
                fate.position = acknowledged.position();
                fate.knownAt = Math.min(fate.knownAt, acknowledged.nanos());
            }
            case Failed failed -> fate(failed.commit()).failed = true;
            case Unknown _ -> retold++;
            case Seen seen -> {
                if (shows.containsKey(seen.by())) {
                    readers.computeIfAbsent(seen.by(), _ -> new Reader()).seen.addAll(seen.what());
                    seen.what().forEach(each -> seenFirst.merge(Shows.position(each), seen.nanos(), Math::min));
                }
            }
            case Stopped stopped -> violated(Promise.ALIVE, 0, stopped.by() + " stopped: " + stopped.reason());
            case Struck _, PrimaryDied _ -> {}
        }
    }

    private Fate fate(String commit) {
        return fates.computeIfAbsent(commit, _ -> new Fate());
    }

    private void read(Entry entry) {
        commits++;
        events += entry.slots().size();
        dense(entry);
        chained(entry);
        if (entry.at() < at) {
            violated(Promise.FORWARD, entry.position(), "recorded " + (at - entry.at()) + " ms before its predecessor");
        }
        at = Math.max(at, entry.at());
        Fate fate = fates.get(entry.commit());
        if (fate != null) {
            expected(entry, fate);
        }
        contiguous(entry);
        unique(entry.commit(), entry);
        entry.contacts().forEach(contact -> unique(contact, entry));
        found(entry, fate);
        entry.contacts().forEach(contact -> found(entry, fates.get(contact)));
        shown(entry);
    }

    private void dense(Entry entry) {
        if (entry.position() != position + 1) {
            violated(Promise.DENSE, position + 1, "is missing, " + entry.position() + " follows " + position);
        }
        position = entry.position();
    }

    private void chained(Entry entry) {
        if (!entry.prev().equals(hash)) {
            violated(Promise.CHAINED, entry.position(), "names another predecessor than the one before it");
        }
        if (!entry.hash().equals(entry.trueHash())) {
            violated(Promise.CHAINED, entry.position(), "is not what its hash says");
        }
        hash = entry.hash();
    }

    private void contiguous(Entry entry) {
        for (Entry.Slot slot : entry.slots()) {
            long last = lastSeqs.getOrDefault(slot.stream(), -1L);
            if (slot.seq() != last + 1) {
                violated(
                        Promise.CONTIGUOUS,
                        entry.position(),
                        "stream " + slot.stream() + " goes from " + last + " to " + slot.seq());
            }
            lastSeqs.put(slot.stream(), slot.seq());
        }
    }

    private void expected(Entry entry, Fate fate) {
        fate.expects.forEach((stream, seq) -> {
            long last = lastSeqs.getOrDefault(stream, -1L);
            if (last != seq) {
                violated(
                        Promise.EXPECTED,
                        entry.position(),
                        entry.commit() + " expected stream " + stream + " to end at " + seq + ", it ends at " + last);
            }
        });
    }

    private void unique(String what, Entry entry) {
        Long before = positions.putIfAbsent(what, entry.position());
        if (before != null) {
            violated(Promise.UNIQUE, entry.position(), what + " lies at " + before + " already");
        }
    }

    private void found(Entry entry, @Nullable Fate fate) {
        if (fate == null) {
            return;
        }
        fate.found = true;
        if (fate.failed) {
            violated(Promise.FAILED_IS_FAILED, entry.position(), entry.commit() + " was said to have failed");
        }
        if (fate.position != 0 && fate.position != entry.position()) {
            violated(Promise.KEPT, entry.position(), entry.commit() + " was acknowledged at " + fate.position);
        }
        List<String> slots = entry.slots().stream().map(Entry.Slot::toString).toList();
        if (!fate.slots.isEmpty() && !fate.slots.equals(slots)) {
            violated(
                    Promise.PROPOSED,
                    entry.position(),
                    entry.commit() + " holds " + slots + ", proposed was " + fate.slots);
        }
        inRealTime(entry, fate);
    }

    /** Nothing may be known before it, or anything that lies before it in the log, was even proposed. */
    private void inRealTime(Entry entry, Fate fate) {
        if (fate.proposedAt != Long.MAX_VALUE && fate.proposedAt > latestProposal) {
            latestProposal = fate.proposedAt;
            latestProposed = entry.commit();
        }
        long known = Math.min(fate.knownAt, seenFirst.getOrDefault(entry.position(), Long.MAX_VALUE));
        if (known < latestProposal) {
            violated(
                    Promise.REAL_TIME_ORDER,
                    entry.position(),
                    entry.commit() + " was known " + (latestProposal - known) / 1_000_000 + " ms before "
                            + latestProposed + " was proposed, which does not lie behind it");
        }
    }

    private void shown(Entry entry) {
        shows.forEach((name, form) -> {
            Reader reader = readers.get(name);
            if (reader == null || reader.wrong) {
                return;
            }
            for (String expected : form.of(entry)) {
                if (reader.confirmed == reader.seen.size()) {
                    return;
                }
                String seen = reader.seen.get(reader.confirmed);
                if (!seen.equals(expected)) {
                    violated(Promise.PREFIX, entry.position(), name + " was shown " + seen + " instead of " + expected);
                    reader.wrong = true;
                    return;
                }
                reader.confirmed++;
            }
        });
    }

    private Report conclude() {
        long acknowledged = 0;
        long failed = 0;
        for (Map.Entry<String, Fate> each : fates.entrySet()) {
            Fate fate = each.getValue();
            acknowledged += fate.position == 0 ? 0 : 1;
            failed += fate.failed ? 1 : 0;
            if (fate.position != 0 && !fate.found) {
                violated(Promise.KEPT, fate.position, each.getKey() + " was acknowledged there and is nowhere");
            }
        }
        Map<String, Long> seen = new TreeMap<>();
        readers.forEach((name, reader) -> {
            seen.put(name, (long) reader.seen.size());
            if (!reader.wrong && reader.confirmed < reader.seen.size()) {
                violated(
                        Promise.PREFIX,
                        position,
                        name + " was shown " + reader.seen.get(reader.confirmed) + ", beyond the log's end");
            }
        });
        long unknown = fates.values().stream()
                .filter(fate -> fate.position == 0 && !fate.failed)
                .count();
        return new Report(
                commits, events, fates.size(), acknowledged, failed, unknown, retold, seen, List.copyOf(violations));
    }

    private void violated(Promise promise, long where, String what) {
        violations.add(new Violation(promise, where, what));
    }
}
