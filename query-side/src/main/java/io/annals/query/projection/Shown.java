package io.annals.query.projection;

/**
 * A view as it is shown.
 *
 * @param position what the view reflects: all of the subject's events up to and including this position and none after
 */
public record Shown<V>(long position, V view) {}
