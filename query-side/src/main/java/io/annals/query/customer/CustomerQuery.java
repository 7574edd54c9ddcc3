package io.annals.query.customer;

import com.mongodb.client.model.Filters;
import io.annals.edge.EdgeSettings;
import io.annals.edge.IdentityText;
import io.annals.edge.Scope;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.customer.IdentityKind;
import io.annals.query.sight.Field;
import io.annals.query.sight.Sight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** What was asked for, as a filter. Identities are looked up by their keyed hash, words by their beginnings. */
final class CustomerQuery {
    private static final Map<String, IdentityKind> KINDS = Map.of(
            "email", IdentityKind.EMAIL,
            "phone", IdentityKind.PHONE,
            "card", IdentityKind.CARD,
            "externalId", IdentityKind.EXTERNAL_ID);
    private static final int MOST_WORDS = 8;
    private static final int LONGEST_QUERY = 200;

    private final Pseudonyms pseudonyms;
    private final EdgeSettings settings;

    CustomerQuery(Pseudonyms pseudonyms, EdgeSettings settings) {
        this.pseudonyms = pseudonyms;
        this.settings = settings;
    }

    /**
     * @param asked by parameter name; those that filter are taken, the others passed over
     * @param sight of whoever asks: nobody else is found
     */
    Bson filter(Map<String, String> asked, Sight sight) {
        List<Bson> all = new ArrayList<>();
        inScope(sight.scope()).ifPresent(all::add);
        if (!sight.sees(Field.HISTORY) && KINDS.keySet().stream().noneMatch(asked::containsKey)) {
            throw new NotAllowed("Your role finds a customer by a card, an address or a number alone.");
        }
        KINDS.forEach((name, kind) -> {
            String value = asked.get(name);
            if (value != null) {
                all.add(Filters.eq(CustomerProjection.KEYS, key(kind, value, name)));
            }
        });
        words(asked.get("q"), all);
        return all.isEmpty() ? Filters.empty() : Filters.and(all);
    }

    private static Optional<Bson> inScope(Scope scope) {
        return switch (scope) {
            case Scope.All() -> Optional.empty();
            case Scope.Team(String team) -> Optional.of(Filters.eq(CustomerProjection.TEAM, team));
            case Scope.Region(String region) -> Optional.of(Filters.eq(CustomerProjection.REGION, region));
            case Scope.Own(CustomerId customer) -> Optional.of(Filters.eq(customer.toString()));
        };
    }

    private String key(IdentityKind kind, String value, String field) {
        String normal = IdentityText.normal(kind, value, field, settings.phoneRegion());
        return pseudonyms.of("identity", kind.name(), normal);
    }

    private static void words(@Nullable String query, List<Bson> all) {
        if (query == null) {
            return;
        }
        if (query.length() > LONGEST_QUERY) {
            throw new BadInput("q", "must have at most " + LONGEST_QUERY + " characters");
        }
        List<String> words = SearchWords.asked(query);
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            throw new BadInput("q", "must have 1 to " + MOST_WORDS + " words");
        }
        words.forEach(word -> all.add(Filters.regex(CustomerProjection.WORDS, "^" + Pattern.quote(word))));
    }
}
