package io.annals.query.customer;

import com.mongodb.client.model.Filters;
import io.annals.edge.EdgeSettings;
import io.annals.edge.IdentityText;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.customer.IdentityKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    /** @param asked by parameter name; those that filter are taken, the others passed over */
    Bson filter(Map<String, String> asked) {
        List<Bson> all = new ArrayList<>();
        KINDS.forEach((name, kind) -> {
            String value = asked.get(name);
            if (value != null) {
                all.add(Filters.eq(CustomerProjection.KEYS, key(kind, value, name)));
            }
        });
        words(asked.get("q"), all);
        return all.isEmpty() ? Filters.empty() : Filters.and(all);
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
