package io.annals.query.customer.list;

import static io.annals.query.customer.CustomerProjection.HANDLER;
import static io.annals.query.customer.CustomerProjection.WAITING_SINCE;

import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.paging.Keyset;
import io.annals.edge.refusal.BadInput;
import io.annals.query.customer.CustomerProjection;
import io.annals.query.customer.CustomerSort;
import java.util.Arrays;
import java.util.Locale;
import org.bson.conversions.Bson;

/** The lists that a day's work begins with. */
enum CustomerList {
    /** Everybody, the latest contact first. */
    LATEST,
    /** Who waits for an answer, the longest first. */
    WAITING,
    /** With whom the actor was among the last to deal. */
    MINE,
    /** Those of the actor's team; for who is in none those with whom others than the actor were among the last to deal. */
    TEAM;

    static CustomerList of(String asked) {
        return Arrays.stream(values())
                .filter(list -> list.name().toLowerCase(Locale.ROOT).equals(asked))
                .findFirst()
                .orElseThrow(() -> new BadInput("list", "must be latest, waiting, mine or team"));
    }

    Bson filter(Actor actor) {
        return switch (this) {
            case LATEST -> Filters.empty();
            case WAITING -> Filters.exists(WAITING_SINCE);
            case MINE -> Filters.eq(HANDLER, actor.name());
            case TEAM ->
                actor.team() == null
                        ? Filters.elemMatch("view.dealings.handlers", Filters.ne("actor", actor.name()))
                        : Filters.eq(CustomerProjection.TEAM, actor.team());
        };
    }

    Keyset order() {
        return this == WAITING ? Keyset.ascending(WAITING_SINCE, "_id") : CustomerSort.LAST_CONTACT.keyset(true);
    }
}
