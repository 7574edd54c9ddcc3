package io.annals.log;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What somebody would like to be recorded, all or none.
 *
 * @param commitId UUIDv7 of the client's making; the same id is never recorded twice while its outcome is unknown
 * @param events at least one; the sequence numbers of each stream contiguous
 * @param expectations streams that the decision read and does not write, each with the seq of its last event as read
 *     (-1 for an empty stream): if one has grown since, the proposal is refused
 */
public record Proposal(UUID commitId, List<Event> events, Map<String, Long> expectations) {}
