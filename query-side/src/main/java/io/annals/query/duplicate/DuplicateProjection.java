package io.annals.query.duplicate;

import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.annals.encoding.EventEncoding;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.duplicate.DuplicateEvent.CustomersDistinguished;
import io.annals.events.duplicate.DuplicateEvent.DistinctionWithdrawn;
import io.annals.events.merge.MergeEvent.CustomersMerged;
import io.annals.events.merge.MergeEvent.CustomersParted;
import io.annals.query.projection.Projection;
import io.annals.query.visibility.Belonging;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How what customers are compared by is stored and found: by what brings them together, and by what has changed last. */
@Configuration(proxyBeanMethods = false)
class DuplicateProjection {
    static final String KEYS = "view.keys";
    static final String POSITION = "position";

    static final Projection<DuplicateView> DUPLICATE = new Projection<>(
            "duplicate",
            new DuplicateFold(),
            DuplicateView.class,
            List.of(
                    new IndexModel(Indexes.ascending(KEYS), new IndexOptions().name("by_key")),
                    new IndexModel(Indexes.ascending(POSITION, "_id"), new IndexOptions().name("by_change"))),
            types());

    private static Set<String> types() {
        return Stream.concat(
                        Belonging.TYPES.stream(),
                        Stream.of(
                                        CustomerRegistered.class,
                                        CustomerRenamed.class,
                                        IdentityAdded.class,
                                        IdentityReleased.class,
                                        AttributesCorrected.class,
                                        CustomerErased.class,
                                        CustomersMerged.class,
                                        CustomersParted.class,
                                        CustomersDistinguished.class,
                                        DistinctionWithdrawn.class)
                                .map(EventEncoding::nameOf))
                .collect(Collectors.toUnmodifiableSet());
    }

    @Bean
    Projection<DuplicateView> duplicateViews() {
        return DUPLICATE;
    }
}
