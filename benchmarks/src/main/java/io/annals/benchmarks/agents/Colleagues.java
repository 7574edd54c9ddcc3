package io.annals.benchmarks.agents;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who watches which customer, and what each of them is still to see: what somebody says or does at a customer must reach all
 * who watch that customer and go on doing so. Thread safe.
 */
final class Colleagues {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Set<Desk>> watching = new ConcurrentHashMap<>();
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Figures figures;

    Colleagues(Figures figures) {
        this.figures = figures;
    }

    /**
     * @param due when it should have been done: its time counts from there
     * @param since when it was done: whoever did it late is no reason to call it lost
     */
    private record Awaited(String action, String customer, long due, long since, Set<Desk> by) {}

    void comes(Desk desk, String customer) {
        watching.computeIfAbsent(customer, _ -> ConcurrentHashMap.newKeySet()).add(desk);
    }

    /** From now on the desk need not see what it has not seen yet of this customer. */
    void goes(Desk desk, String customer) {
        watching.getOrDefault(customer, Set.of()).remove(desk);
        awaited.values().stream()
                .filter(one -> one.customer().equals(customer))
                .forEach(one -> one.by().remove(desk));
    }

    /**
     * All who watch the customer are to see this, but for whoever does it.
     *
     * @param mark by which it is known when it is seen; good for one thing at a time
     */
    void await(String action, String customer, String mark, Desk doer, long due) {
        Set<Desk> by = ConcurrentHashMap.newKeySet();
        by.addAll(watching.getOrDefault(customer, Set.of()));
        by.remove(doer);
        if (!by.isEmpty()) {
            Awaited before = awaited.put(mark, new Awaited(action, customer, due, System.nanoTime(), by));
            if (before != null && !before.by().isEmpty()) {
                figures.wrong(action + ": had not come when the next was due");
            }
        }
    }

    void sees(Desk desk, String mark, long nanos) {
        Awaited one = awaited.get(mark);
        if (one != null && one.by().remove(desk)) {
            figures.took(one.action(), nanos - one.due());
        }
    }

    /** Takes what was never done off everybody's list. */
    void cancel(String mark) {
        awaited.remove(mark);
    }

    /** Looks through what is open: what has not come in time is lost. */
    void sweep() {
        long now = System.nanoTime();
        for (Iterator<Awaited> all = awaited.values().iterator(); all.hasNext(); ) {
            Awaited one = all.next();
            boolean late = now - one.since() > PATIENCE.toNanos();
            if (late && !one.by().isEmpty()) {
                figures.wrong(one.action() + ": has not come within " + PATIENCE.toSeconds() + " s");
            }
            if (late || one.by().isEmpty()) {
                all.remove();
            }
        }
    }
}
