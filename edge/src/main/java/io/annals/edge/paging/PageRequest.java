package io.annals.edge.paging;

import org.jspecify.annotations.Nullable;

/**
 * A page as it was asked for.
 *
 * @param after where it begins; null for the first one
 * @param limit how many entries it may have; more than none
 */
public record PageRequest(@Nullable Cursor after, int limit) {}
