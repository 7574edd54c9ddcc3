package io.annals.log;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who appends and who waits to, first come first served. Every process hears the same words in the same order, and so each
 * comes to the same answer by itself.
 */
final class TurnOrder {
    /** What can be said of a process. */
    enum Says {
        /** It has begun to listen. */
        COMES,
        /** It would like to append. */
        ASKS,
        /** It has had its turn and waits for the next. */
        PASSES,
        /** It has nothing to append, or has not been heard of for too long. */
        LEAVES
    }

    /**
     * @param who whom it is about
     * @param order how the speaker knew the order, for those who came late
     * @param upTo where a turn that is passed ends: its last batch may still be on its way; 0 where that is not known
     */
    record Word(String who, Says says, List<String> order, long upTo) {}

    private final List<String> order = new ArrayList<>();

    void hear(Word word) {
        if (word.says() == Says.PASSES && !word.who().equals(first())) {
            adopt(word.order());
        }
        if (word.says() == Says.PASSES || word.says() == Says.LEAVES) {
            order.remove(word.who());
        }
        boolean waits = word.says() == Says.PASSES || word.says() == Says.ASKS;
        if (waits && !order.contains(word.who())) {
            order.add(word.who());
        }
    }

    private void adopt(List<String> theirs) {
        List<String> added =
                order.stream().filter(each -> !theirs.contains(each)).toList();
        order.clear();
        order.addAll(theirs);
        order.addAll(added);
    }

    /** Whose turn it is; null when nobody has asked and everybody may append. */
    @Nullable
    String first() {
        return order.isEmpty() ? null : order.getFirst();
    }

    boolean holds(String who) {
        return order.contains(who);
    }

    /** Whether somebody waits behind the first. */
    boolean awaited() {
        return order.size() > 1;
    }

    List<String> inOrder() {
        return List.copyOf(order);
    }

    void forget() {
        order.clear();
    }
}
