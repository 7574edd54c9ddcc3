package io.annals.query.customer;

import static com.mongodb.client.model.Filters.exists;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.query.projection.Projection;
import io.annals.query.projection.Rows;
import java.util.List;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How the client view is stored and found. */
@Configuration(proxyBeanMethods = false)
public class CustomerProjection {
    public static final String KEYS = "view.identities.key";
    public static final String WORDS = "view.words";
    public static final String TEAM = "view.team";
    public static final String REGION = "view.region";
    public static final String HANDLER = "view.dealings.handlers.actor";
    public static final String WAITING_SINCE = "view.dealings.waiting.since";
    public static final String ASKED_AT = Rows.field("at");
    public static final String ANSWERED_ON = Rows.field("channel");
    public static final String ANSWERED_BY = Rows.field("actor");
    public static final String SECONDS = Rows.field("seconds");

    /** The unified client view, by subject, identity, words and each of the sorts. */
    public static final Projection<CustomerView> CUSTOMER = new Projection<>(
            "customer",
            // who waits after a missed call, in whatever language; words as they are searched for in any script;
            // a note is no contact
            6 + CustomerSections.revision(),
            new CustomerFold(),
            CustomerView.class,
            List.of(
                    index("by_identity", Indexes.ascending(KEYS)),
                    index("by_word", Indexes.ascending(WORDS)),
                    index("by_team", Indexes.ascending(TEAM)),
                    index("by_region", Indexes.ascending(REGION)),
                    index(
                            "by_last_contact",
                            CustomerSort.LAST_CONTACT.keyset(false).sort()),
                    index("by_recency", CustomerSort.RECENCY.keyset(false).sort()),
                    index("by_frequency", CustomerSort.FREQUENCY.keyset(false).sort()),
                    index("by_money", CustomerSort.MONEY.keyset(false).sort()),
                    index(
                            "by_handler",
                            Indexes.compoundIndex(
                                    Indexes.ascending(HANDLER),
                                    CustomerSort.LAST_CONTACT.keyset(true).sort())),
                    new IndexModel(
                            Indexes.ascending(WAITING_SINCE, "_id"),
                            new IndexOptions().name("by_waiting").partialFilterExpression(exists(WAITING_SINCE)))),
            new Rows(
                    AnswerRow.class,
                    List.of(index("by_time", Indexes.ascending(ASKED_AT, ANSWERED_ON, ANSWERED_BY, SECONDS))),
                    List.of()));

    private CustomerProjection() {}

    @Bean
    Projection<CustomerView> customerProjection() {
        return CUSTOMER;
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }
}
