package io.annals.query;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;

/** Something that happens to a customer in one feature; found as a service, so that the lives of all know no feature. */
public interface Happening {
    List<Happening> ALL = ServiceLoader.load(Happening.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList();

    Fact of(CustomerId customer, Random chance, Instant when);

    /** One of them; where no feature has any, the customer has another name. */
    static Fact any(CustomerId customer, Random chance, Instant when) {
        return ALL.isEmpty()
                ? new CustomerRenamed(customer, Personal.of("Ann"), when)
                : ALL.get(chance.nextInt(ALL.size())).of(customer, chance, when);
    }
}
