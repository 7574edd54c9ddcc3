package io.annals.query.projection;

import io.annals.edge.paging.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of the views that fit.
 *
 * @param position what they reflect at least
 * @param total how many fit
 * @param next where the next page begins; null after the last one
 */
public record Page<V>(
        long position,
        long total,
        List<Seen<V>> views,
        @Nullable Cursor next) {}
