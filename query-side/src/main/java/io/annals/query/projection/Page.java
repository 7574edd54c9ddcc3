package io.annals.query.projection;

import java.util.List;

/**
 * Some of the views that fit.
 *
 * @param position what they reflect at least
 * @param total how many fit
 */
public record Page<V>(long position, long total, List<Seen<V>> views) {}
