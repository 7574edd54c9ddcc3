package io.annals.log;

import java.time.Instant;

/**
 * An event at its place in the log.
 *
 * @param position the commit's position, from 1
 * @param index the event's place within its commit, from 0
 * @param at when the commit was recorded
 */
public record RecordedEvent(long position, int index, Instant at, Event event) {}
