package io.annals.query.customer;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.query.projection.Projection;
import java.util.List;
import org.bson.conversions.Bson;

/** How the client view is stored and found. */
public final class CustomerProjection {
    static final String KEYS = "view.identities.key";
    static final String WORDS = "view.words";
    static final String TEAM = "view.team";
    static final String REGION = "view.region";

    /** The unified client view, by subject, identity, words and each of the sorts. */
    public static final Projection<CustomerView> CUSTOMER = new Projection<>(
            "customer",
            new CustomerFold(),
            CustomerView.class,
            List.of(
                    index("by_identity", Indexes.ascending(KEYS)),
                    index("by_word", Indexes.ascending(WORDS)),
                    index("by_team", Indexes.ascending(TEAM)),
                    index("by_region", Indexes.ascending(REGION)),
                    index("by_last_contact", CustomerSort.LAST_CONTACT.ascending()),
                    index("by_recency", CustomerSort.RECENCY.ascending()),
                    index("by_frequency", CustomerSort.FREQUENCY.ascending()),
                    index("by_money", CustomerSort.MONEY.ascending())));

    private CustomerProjection() {}

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }
}
