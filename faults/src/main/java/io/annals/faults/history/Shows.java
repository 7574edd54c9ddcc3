package io.annals.faults.history;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a reader of a log is shown of a commit. */
public enum Shows {
    /** {@code position:commit id}, for followers in the process. */
    COMMITS {
        @Override
        List<String> of(Entry entry) {
            return List.of(entry.position() + ":" + entry.commit());
        }
    },
    /** {@code position.index} of every event, for followers over SSE. */
    EVENTS {
        @Override
        List<String> of(Entry entry) {
            return IntStream.range(0, entry.slots().size())
                    .mapToObj(i -> entry.position() + "." + i)
                    .toList();
        }
    },
    /** {@code position.index} of every event that a timeline tells, for sockets that watch everything. */
    ENTRIES {
        @Override
        List<String> of(Entry entry) {
            return IntStream.range(0, entry.slots().size())
                    .filter(i -> !CLAIMS.contains(entry.slots().get(i).type()))
                    .mapToObj(i -> entry.position() + "." + i)
                    .toList();
        }
    };

    /** Facts that only claim something for a stream of their own: nothing for a timeline. */
    private static final Set<String> CLAIMS = Set.of(
            "customer.IdentityClaimed",
            "customer.IdentityReleased",
            "loyalty.PurchaseRewarded",
            "loyalty.ReturnSettled",
            "loyalty.RedemptionMade");

    abstract List<String> of(Entry entry);

    /** The position that something shown belongs to. */
    static long position(String shown) {
        int digits = 0;
        while (digits < shown.length() && Character.isDigit(shown.charAt(digits))) {
            digits++;
        }
        return Long.parseLong(shown.substring(0, digits));
    }
}
