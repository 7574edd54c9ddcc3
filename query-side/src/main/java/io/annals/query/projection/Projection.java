package io.annals.query.projection;

import com.mongodb.client.model.IndexModel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stored view: its fold, its form and how it is found.
 *
 * @param name its public name, such as {@code customer}; lower-case letters
 * @param revision of what it stores, from 1: a later one than what is stored begins a generation of its own at the start
 * @param form the view's record
 * @param indexes beside the one by subject; the view's components stand below {@code view.}
 * @param rows what its fold leaves beside the views, or null where it leaves nothing
 */
public record Projection<V>(
        String name,
        int revision,
        Fold<V> fold,
        Class<V> form,
        List<IndexModel> indexes,
        @Nullable Rows rows) {
    public Projection(String name, Fold<V> fold, Class<V> form, List<IndexModel> indexes) {
        this(name, 1, fold, form, indexes, null);
    }
}
