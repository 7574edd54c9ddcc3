package io.annals.query.customer.list;

import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.Scope;
import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.identities.IdentityText;
import io.annals.edge.json.Instants;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.events.CustomerId;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.query.customer.CustomerProjection;
import io.annals.query.customer.CustomerSort;
import io.annals.query.sight.Field;
import io.annals.query.sight.Sight;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What was asked for, as a filter and an order. Identities are looked up by their keyed hash. */
final class CustomerQuery {
    private static final Map<String, IdentityKind> KINDS = Map.of(
            "email", IdentityKind.EMAIL,
            "phone", IdentityKind.PHONE,
            "card", IdentityKind.CARD,
            "externalId", IdentityKind.EXTERNAL_ID);

    /** What may be asked for and tells nothing of a person: what a saved view may hold. */
    static final Set<String> IMPERSONAL =
            Set.of("list", "party", "role", "channel", "contactedAfter", "contactedBefore", "sort", "order");

    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final IdentityKeys keys;

    CustomerQuery(IdentityKeys keys) {
        this.keys = keys;
    }

    /**
     * Everything but the words that were asked for.
     *
     * @param asked by parameter name; those that filter are taken, the others passed over
     * @param actor whoever asks: nobody whom they do not see is found
     */
    Bson filter(Map<String, String> asked, Actor actor) {
        Sight sight = Sight.of(actor);
        List<Bson> all = new ArrayList<>();
        inScope(sight.scope()).ifPresent(all::add);
        if (!sight.sees(Field.HISTORY) && KINDS.keySet().stream().noneMatch(asked::containsKey)) {
            throw new NotAllowed("Your role finds a customer by a card, an address or a number alone.");
        }
        KINDS.forEach((name, kind) -> {
            String value = asked.get(name);
            if (value != null) {
                all.add(knownBy(keys.read(kind, value, name)));
            }
        });
        impersonal(asked, all);
        String list = asked.get("list");
        if (list != null) {
            all.add(CustomerList.of(list).filter(actor));
        }
        all.removeIf(filter -> filter.toBsonDocument().isEmpty());
        return all.isEmpty() ? Filters.empty() : Filters.and(all);
    }

    /** Also whoever claimed it by earlier rules. */
    private Bson knownBy(IdentityText identity) {
        return Filters.in(CustomerProjection.KEYS, keys.keys(identity));
    }

    private static Optional<Bson> inScope(Scope scope) {
        return switch (scope) {
            case Scope.All() -> Optional.empty();
            case Scope.Team(String team) -> Optional.of(Filters.eq(CustomerProjection.TEAM, team));
            case Scope.Region(String region) -> Optional.of(Filters.eq(CustomerProjection.REGION, region));
            case Scope.Own(CustomerId customer) -> Optional.of(Filters.eq(customer.toString()));
        };
    }

    private static void impersonal(Map<String, String> asked, List<Bson> all) {
        String party = asked.get("party");
        if (party != null) {
            all.add(Filters.eq("view.party", constant(PartyKind.values(), party, "party")));
        }
        String role = asked.get("role");
        if (role != null) {
            all.add(Filters.eq("view.roles", constant(PartyRole.values(), role, "role")));
        }
        String channel = asked.get("channel");
        if (channel != null) {
            if (!CHANNEL.matcher(channel).matches() || channel.contains(".")) {
                throw new BadInput("channel", "must be the name of a channel, such as mail or store-12");
            }
            all.add(Filters.exists("view.channels." + channel));
        }
        String after = asked.get("contactedAfter");
        if (after != null) {
            all.add(Filters.gte("view.lastContact", Instants.parse(after, "contactedAfter")));
        }
        String before = asked.get("contactedBefore");
        if (before != null) {
            all.add(Filters.lt("view.lastContact", Instants.parse(before, "contactedBefore")));
        }
    }

    private static <E extends Enum<E>> String constant(E[] all, String asked, String field) {
        List<String> words = Arrays.stream(all)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        if (!words.contains(asked)) {
            throw new BadInput(field, "must be " + String.join(" or ", words));
        }
        return asked.toUpperCase(Locale.ROOT);
    }

    /** As it was asked for; else as the list has it, else the latest contact first. */
    static Bson order(Map<String, String> asked, Sight sight) {
        String sort = asked.get("sort");
        String order = asked.get("order");
        String list = asked.get("list");
        if (sort == null && order == null && list != null) {
            return CustomerList.of(list).order();
        }
        CustomerSort by = CustomerSort.of(sort == null ? "lastContact" : sort);
        if (by == CustomerSort.MONEY && !sight.sees(Field.MONEY)) {
            throw new NotAllowed("Your role does not see what customers spend."); // an order tells of what it goes by
        }
        return switch (order) {
            case "asc" -> by.ascending();
            case "desc" -> by.descending();
            case null -> by.descending();
            default -> throw new BadInput("order", "must be asc or desc");
        };
    }

    /** Those of the parameters that a saved view may hold, checked as when they are asked for. */
    void check(Map<String, @Nullable String> filters, Actor actor) {
        filters.forEach((name, value) -> {
            if (!IMPERSONAL.contains(name)) {
                throw new BadInput(
                        "filters." + name,
                        "must be one of " + IMPERSONAL.stream().sorted().toList());
            }
            if (value == null) {
                throw new BadInput("filters." + name, "must have a value");
            }
        });
        filter(filters, actor);
        order(filters, Sight.of(actor));
    }
}
