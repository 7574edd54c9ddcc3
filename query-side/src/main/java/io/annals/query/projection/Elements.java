package io.annals.query.projection;

import java.util.List;

/**
 * Some of what lies in lists inside the views.
 *
 * @param position what they reflect at least
 * @param total how many fit
 */
public record Elements<E>(long position, long total, List<E> elements) {}
