package io.annals.edge.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page as it was read.
 *
 * @param next where the next one begins; null after the last one
 */
public record Slice<T>(List<T> entries, @Nullable Cursor next) {}
