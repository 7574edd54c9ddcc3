package io.annals.query.customer;

import io.annals.events.Fact;
import io.annals.query.customer.CustomerView.Identity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a feature adds to the customer's view; found as a service, so that the view names no feature. It is stored, shown and
 * left out by who sees what as any other component of the view. All of it is pure.
 *
 * @param <S> of which each component says of what it tells
 */
public interface CustomerSection<S extends Record> {
    /** Under which it stands in the view and in answers; no component of the view has the same. */
    String name();

    Class<S> form();

    /** What it is as long as nothing is known. */
    S empty();

    /** After one more fact about the customer; the very section that was given when the fact is no concern of it. */
    S after(S before, Fact fact);

    /** By what else the fact makes the customer known; null where by nothing, or it is erased. */
    default @Nullable Identity knownBy(Fact fact) {
        return null;
    }

    /** What stays of it when the customer is erased; asked again after each later fact. */
    S forgotten(S section);

    /** What is shown of customers who are one, the survivor first; at least two. */
    S combined(List<S> members);

    /** In what two customers may differ, by name, before they are merged; what is not known is left out. */
    default Map<String, String> compared(S section) {
        return Map.of();
    }

    /** What it adds to the revision of the view: another number makes all views anew. */
    default int revision() {
        return 0;
    }
}
