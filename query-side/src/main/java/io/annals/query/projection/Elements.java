package io.annals.query.projection;

import io.annals.edge.paging.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Some of what lies in lists inside the views.
 *
 * @param position what they reflect at least
 * @param total how many fit
 * @param next where the next page begins; null after the last one
 */
public record Elements<E>(
        long position,
        long total,
        List<E> elements,
        @Nullable Cursor next) {}
