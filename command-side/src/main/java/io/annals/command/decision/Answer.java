package io.annals.command.decision;

/**
 * What the sender of a command is told.
 *
 * @param position where it is recorded, durably
 * @param known whether it was so before, and this command recorded nothing
 */
public record Answer<R>(R value, long position, boolean known) {}
