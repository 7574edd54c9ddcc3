package io.annals.log;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * One decision, recorded: all of its events or none.
 *
 * @param position 1, 2, 3 … in the order of commits
 * @param commitId made by the client of the log (UUIDv7): tells own from foreign after an unknown outcome
 * @param at recorded: the appender's clock, never before the previous commit's
 * @param hash this commit's link of the chain: SHA-256(prev, position, at, SHA-256(commitId, events))
 */
public record Commit(long position, UUID commitId, Instant at, ChainHash hash, List<Event> events) {
    public List<RecordedEvent> recorded() {
        return java.util.stream.IntStream.range(0, events.size())
                .mapToObj(i -> new RecordedEvent(position, i, at, events.get(i)))
                .toList();
    }
}
