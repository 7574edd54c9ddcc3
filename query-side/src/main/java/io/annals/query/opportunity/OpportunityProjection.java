package io.annals.query.opportunity;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.encoding.EventEncoding;
import io.annals.events.EventFamily;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.opportunity.OpportunityFamily;
import io.annals.query.projection.Projection;
import io.annals.query.visibility.Belonging;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How opportunities are stored and found. */
@Configuration(proxyBeanMethods = false)
class OpportunityProjection {
    static final String OPPORTUNITIES = "opportunities";
    static final String ID = "id";
    static final String OWNER = "owner";
    static final String STAGE = "stage";
    static final String PIPELINE = "pipeline";
    static final String PIPELINE_VERSION = "pipelineVersion";
    static final String STATE = "state";
    static final String AMOUNT = "amount";
    static final String OPENED_AT = "openedAt";

    private static final EventFamily FAMILY = new OpportunityFamily();

    static final Projection<OpportunitiesView> OPPORTUNITY = new Projection<>(
            "opportunity",
            new OpportunityFold(),
            OpportunitiesView.class,
            List.of(
                    index("by_id", Indexes.ascending(path(ID))),
                    index("by_owner", Indexes.ascending(path(OWNER), path(STATE))),
                    index("by_state", Indexes.ascending(path(STATE), path(OPENED_AT)))),
            types());

    /** Opportunities are few among all that happens. */
    private static Set<String> types() {
        Stream<String> own = Stream.concat(FAMILY.facts().stream(), Stream.of(CustomerErased.class))
                .map(EventEncoding::nameOf);
        return Stream.concat(own, Belonging.TYPES.stream()).collect(Collectors.toUnmodifiableSet());
    }

    private static String path(String field) {
        return "view." + OPPORTUNITIES + "." + field;
    }

    private static IndexModel index(String name, Bson keys) {
        return new IndexModel(keys, new IndexOptions().name(name));
    }

    @Bean
    Projection<OpportunitiesView> opportunityProjection() {
        return OPPORTUNITY;
    }
}
