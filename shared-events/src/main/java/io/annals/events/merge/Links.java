package io.annals.events.merge;

import io.annals.events.CustomerId;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.events.merge.MergeEvent.Link;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * With whom a customer is linked, by the facts told of that customer alone. All links together are a forest: a customer is
 * absorbed by one at most, and by nobody whom it has absorbed itself.
 *
 * @param into the customer that has absorbed this one, or null
 * @param run by which that was done, or null
 * @param absorbed those whom this one has absorbed, in that order
 * @param left those from whom this one has parted, whichever of the two had absorbed the other
 */
public record Links(
        @Nullable CustomerId into, @Nullable MergeRunId run, List<CustomerId> absorbed, List<CustomerId> left) {
    public static final Links NONE = new Links(null, null, List.of(), List.of());

    /** Whether this customer is one with anybody at this moment. */
    public boolean any() {
        return into != null || !absorbed.isEmpty();
    }

    /** Whether this customer is, or ever was, one with anybody. */
    public boolean ever() {
        return any() || !left.isEmpty();
    }

    public Links after(MergeEvent event) {
        return switch (event) {
            case CustomersMerged merged ->
                merged.survives()
                        ? new Links(into, run, plus(absorbed, merged.other()), left)
                        : new Links(merged.other(), merged.run(), absorbed, left);
            case CustomersParted parted ->
                parted.survives()
                        ? new Links(into, run, minus(absorbed, parted.other()), plus(left, parted.other()))
                        : new Links(null, null, absorbed, plus(left, parted.other()));
            case MergeEvent.Run _ -> this;
        };
    }

    /** The state after all of these. */
    public static Links of(Iterable<? extends Link> told) {
        Links links = NONE;
        for (Link link : told) {
            links = links.after(link);
        }
        return links;
    }

    private static List<CustomerId> plus(List<CustomerId> list, CustomerId one) {
        List<CustomerId> longer = new ArrayList<>(minus(list, one));
        longer.add(one);
        return List.copyOf(longer);
    }

    private static List<CustomerId> minus(List<CustomerId> list, CustomerId one) {
        return list.stream().filter(other -> !other.equals(one)).toList();
    }
}
