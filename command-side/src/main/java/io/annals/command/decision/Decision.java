package io.annals.command.decision;

import io.annals.events.Fact;
import java.util.List;
import java.util.function.LongFunction;

/**
 * What a shell made of its decider's word.
 *
 * @param facts to be recorded, all or none; empty when there is nothing to do
 * @param answer what the sender of the command is told, once the facts are durable
 * @param knownAt if there is nothing to do: the position at which it was done
 */
public record Decision<R>(List<? extends Fact> facts, R answer, long knownAt) {
    public static <R> Decision<R> record(List<? extends Fact> facts, R answer) {
        if (facts.isEmpty()) {
            throw new IllegalArgumentException("nothing to record: say since when it is known");
        }
        return new Decision<>(facts, answer, 0);
    }

    public static <R> Decision<R> known(R answer, long knownAt) {
        return new Decision<>(List.of(), answer, knownAt);
    }

    /**
     * What is decided may have been decided before.
     *
     * @param since the stream whose last fact is what was done then, if there is nothing to do
     */
    public static <R> Decision<R> of(List<? extends Fact> facts, R answer, String since, Reading reading) {
        return facts.isEmpty() ? known(answer, reading.position(since)) : record(facts, answer);
    }

    /**
     * All facts to one stream.
     *
     * @param answer of the version that the stream has afterwards, which the next edit names
     */
    public static <R> Decision<R> onStream(
            String stream, List<? extends Fact> facts, Reading reading, LongFunction<R> answer) {
        long version = reading.version(stream);
        return of(facts, answer.apply(version + facts.size()), stream, reading);
    }

    boolean isEmpty() {
        return facts.isEmpty();
    }
}
