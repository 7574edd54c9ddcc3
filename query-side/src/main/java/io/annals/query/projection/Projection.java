package io.annals.query.projection;

import com.mongodb.client.model.IndexModel;
import java.util.List;

/**
 * A stored view: its fold, its form and how it is found.
 *
 * @param name its public name, such as {@code customer}; lower-case letters
 * @param form the view's record
 * @param indexes beside the one by subject; the view's components stand below {@code view.}
 */
public record Projection<V>(String name, Fold<V> fold, Class<V> form, List<IndexModel> indexes) {}
