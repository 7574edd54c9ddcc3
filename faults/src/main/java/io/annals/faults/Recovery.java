package io.annals.faults;

import io.annals.faults.history.Operation;
import io.annals.faults.history.Operation.Acknowledged;
import io.annals.faults.history.Operation.PrimaryDied;
import io.annals.faults.history.Operation.Proposed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long nobody was served after a primary's death. */
final class Recovery {
    private Recovery() {}

    /**
     * Nanoseconds from each death to the first acknowledgement of something that was first proposed after it; a death that
     * nothing followed is left out.
     */
    static List<Long> times(List<Operation> nemesis, List<Operation> workload) {
        Map<String, Long> proposed = new HashMap<>();
        List<Acknowledged> acknowledged = new ArrayList<>();
        for (Operation operation : workload) {
            if (operation instanceof Proposed p) {
                proposed.merge(p.commit(), p.nanos(), Math::min);
            } else if (operation instanceof Acknowledged a) {
                acknowledged.add(a);
            }
        }
        List<Long> times = new ArrayList<>();
        for (Operation operation : nemesis) {
            if (operation instanceof PrimaryDied died) {
                acknowledged.stream()
                        .filter(a -> proposed.getOrDefault(a.commit(), Long.MIN_VALUE) > died.nanos())
                        .mapToLong(Acknowledged::nanos)
                        .min()
                        .ifPresent(first -> times.add(first - died.nanos()));
            }
        }
        return times;
    }
}
