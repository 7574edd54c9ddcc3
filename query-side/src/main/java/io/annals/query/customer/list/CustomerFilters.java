package io.annals.query.customer.list;

import io.annals.edge.refusal.BadInput;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.TellsOf;
import io.annals.query.visibility.TellsMore;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which customers are asked for, and in which order: the parameters of {@code GET /customers} by their names, as they were
 * typed. Null for what was not asked. An address, a number or a card is looked up whole by whoever has it shown to them.
 */
record CustomerFilters(
        @TellsOf(Field.HISTORY)
        @TellsMore(when = "mine", of = Field.COLLEAGUES)
        @TellsMore(
                when = "team",
                of = {Field.COLLEAGUES, Field.BELONGING})
        @Nullable
        String list,

        @TellsOf({Field.NAME, Field.IDENTITIES, Field.CARD, Field.ATTRIBUTES}) @Nullable
        String q,

        @Open @Nullable String email,
        @Open @Nullable String phone,
        @Open @Nullable String card,
        @Open @Nullable String externalId,
        @TellsOf(Field.ATTRIBUTES) @Nullable String party,
        @TellsOf(Field.ATTRIBUTES) @Nullable String role,
        @TellsOf(Field.HISTORY) @Nullable String channel,
        @TellsOf(Field.HISTORY) @Nullable String contactedAfter,
        @TellsOf(Field.HISTORY) @Nullable String contactedBefore,

        @TellsOf(Field.HISTORY) @TellsMore(when = "money", of = Field.MONEY) @Nullable
        String sort,

        @TellsOf(Field.HISTORY) @Nullable String order) {
    /** What a saved view may hold: not by what somebody is looked up whole. */
    private static final Set<String> SAVED =
            Set.of("list", "q", "party", "role", "channel", "contactedAfter", "contactedBefore", "sort", "order");

    /**
     * Those of a saved view.
     *
     * @throws BadInput when there is another one among them, or one without a value
     */
    static CustomerFilters saved(Map<String, @Nullable String> filters) {
        filters.forEach((name, value) -> {
            if (!SAVED.contains(name)) {
                throw new BadInput(
                        "filters." + name,
                        "must be one of " + SAVED.stream().sorted().toList());
            }
            if (value == null) {
                throw new BadInput("filters." + name, "must have a value");
            }
        });
        return new CustomerFilters(
                filters.get("list"),
                filters.get("q"),
                null,
                null,
                null,
                null,
                filters.get("party"),
                filters.get("role"),
                filters.get("channel"),
                filters.get("contactedAfter"),
                filters.get("contactedBefore"),
                filters.get("sort"),
                filters.get("order"));
    }

    /** By what a customer is looked up whole, by parameter. */
    Map<String, String> identities() {
        Map<String, String> named = new TreeMap<>();
        put(named, "email", email);
        put(named, "phone", phone);
        put(named, "card", card);
        put(named, "externalId", externalId);
        return named;
    }

    private static void put(Map<String, String> all, String name, @Nullable String value) {
        if (value != null) {
            all.put(name, value);
        }
    }
}
