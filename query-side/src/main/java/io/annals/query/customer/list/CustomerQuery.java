package io.annals.query.customer.list;

import com.mongodb.client.model.Filters;
import io.annals.edge.Actor;
import io.annals.edge.Scope;
import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.identities.IdentityText;
import io.annals.edge.json.Instants;
import io.annals.edge.paging.Keyset;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.events.CustomerId;
import io.annals.events.Field;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.query.customer.CustomerProjection;
import io.annals.query.customer.CustomerSort;
import io.annals.query.timeline.search.WordQuery;
import io.annals.query.visibility.Parameters;
import io.annals.query.visibility.Visibility;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    private static final Parameters PARAMETERS = Parameters.of(CustomerFilters.class);
    private static final Pattern CHANNEL = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    private final IdentityKeys keys;

    CustomerQuery(IdentityKeys keys) {
        this.keys = keys;
    }

    /**
     * Everything but the words that were asked for.
     *
     * @param actor whoever asks: nobody whom they do not see is found
     */
    Bson filter(CustomerFilters asked, Actor actor) {
        Visibility visibility = Visibility.of(actor);
        List<Bson> all = new ArrayList<>();
        inScope(visibility.scope()).ifPresent(all::add);
        Map<String, String> identities = asked.identities();
        if (!visibility.sees(Field.HISTORY) && identities.isEmpty()) {
            throw new NotAllowed("Your role finds a customer by a card, an address or a number alone.");
        }
        identities.forEach(
                (name, value) -> all.add(knownBy(keys.read(Objects.requireNonNull(KINDS.get(name)), value, name))));
        impersonal(asked, all);
        if (asked.list() != null) {
            all.add(CustomerList.of(asked.list()).filter(actor));
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

    private static void impersonal(CustomerFilters asked, List<Bson> all) {
        if (asked.party() != null) {
            all.add(Filters.eq("view.party", constant(PartyKind.values(), asked.party(), "party")));
        }
        if (asked.role() != null) {
            all.add(Filters.eq("view.roles", constant(PartyRole.values(), asked.role(), "role")));
        }
        String channel = asked.channel();
        if (channel != null) {
            if (!CHANNEL.matcher(channel).matches() || channel.contains(".")) {
                throw new BadInput("channel", "must be the name of a channel, such as mail or store-12");
            }
            all.add(Filters.exists("view.channels." + channel));
        }
        if (asked.contactedAfter() != null) {
            all.add(Filters.gte("view.lastContact", Instants.parse(asked.contactedAfter(), "contactedAfter")));
        }
        if (asked.contactedBefore() != null) {
            all.add(Filters.lt("view.lastContact", Instants.parse(asked.contactedBefore(), "contactedBefore")));
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

    /**
     * As it was asked for; else as the list has it, else the latest contact first. Whoever does not see when there was one
     * gets an order that tells nothing.
     */
    static Keyset order(CustomerFilters asked, Visibility visibility) {
        String sort = asked.sort();
        String order = asked.order();
        if (sort == null && !visibility.sees(Field.HISTORY)) {
            return Keyset.ascending("_id");
        }
        if (sort == null && order == null && asked.list() != null) {
            return CustomerList.of(asked.list()).order();
        }
        CustomerSort by = CustomerSort.of(sort == null ? "lastContact" : sort);
        return switch (order) {
            case "asc" -> by.keyset(false);
            case "desc" -> by.keyset(true);
            case null -> by.keyset(true);
            default -> throw new BadInput("order", "must be asc or desc");
        };
    }

    /** The filters of a saved view, checked as when they are asked for. */
    void check(Map<String, @Nullable String> filters, Actor actor) {
        CustomerFilters saved = CustomerFilters.saved(filters);
        Visibility visibility = Visibility.of(actor);
        filters.forEach((name, value) -> PARAMETERS.refuseUnlessSeen(name, String.valueOf(value), visibility));
        if (saved.q() != null) {
            WordQuery.of(saved.q(), "filters.q");
            if (keys.recognise(saved.q()).stream().anyMatch(one -> one.identity() != null)) {
                throw new BadInput("filters.q", "must be words, not somebody's address or number");
            }
        }
        filter(saved, actor);
        order(saved, visibility);
    }
}
