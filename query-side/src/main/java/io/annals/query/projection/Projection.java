package io.annals.query.projection;

import com.mongodb.client.model.IndexModel;
import io.annals.encoding.EventEncoding;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A stored view: its fold, its form and how it is found.
 *
 * @param name its public name, such as {@code customer}; lower-case letters
 * @param revision of what it stores, from 1: a later one than what is stored begins a generation of its own at the start
 * @param form the view's record
 * @param indexes beside the one by subject; the view's components stand below {@code view.}
 * @param rows what its fold leaves beside the views, or null where it leaves nothing
 * @param types public names of the events that can change the view, so that others need not even be decoded; empty for all
 */
public record Projection<V>(
        String name,
        int revision,
        Fold<V> fold,
        Class<V> form,
        List<IndexModel> indexes,
        @Nullable Rows rows,
        Set<String> types) {
    /** What says who is one with whom concerns every view. */
    private static final Set<String> LINKS =
            Set.of(EventEncoding.nameOf(CustomersMerged.class), EventEncoding.nameOf(CustomersParted.class));

    /** One that any event may change, and that leaves rows. */
    public Projection(
            String name, int revision, Fold<V> fold, Class<V> form, List<IndexModel> indexes, @Nullable Rows rows) {
        this(name, revision, fold, form, indexes, rows, Set.of());
    }

    /** One of views alone. */
    public Projection(String name, Fold<V> fold, Class<V> form, List<IndexModel> indexes, Set<String> types) {
        this(name, 1, fold, form, indexes, null, types);
    }

    /** One of views alone that any event may change. */
    public Projection(String name, Fold<V> fold, Class<V> form, List<IndexModel> indexes) {
        this(name, fold, form, indexes, Set.of());
    }

    boolean concerns(String type) {
        return types.isEmpty() || types.contains(type) || LINKS.contains(type);
    }
}
