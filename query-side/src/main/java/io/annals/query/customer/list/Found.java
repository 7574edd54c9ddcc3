package io.annals.query.customer.list;

import io.annals.events.customer.IdentityKind;
import io.annals.query.customer.CustomerView;
import io.annals.query.timeline.TextSearch.Hit;
import io.annals.query.timeline.search.WordQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer was found.
 *
 * @param in {@code name}, {@code email}, {@code phone}, {@code card}, {@code externalId}, {@code attribute}, or {@code contact}
 * @param snippet what stands there, or the stretch of it around the first word
 * @param attribute the attribute's name; attributes only
 * @param contact the contact's id; contacts only, as all that follow
 */
record Found(
        String in,
        String snippet,
        @Nullable String attribute,
        @Nullable String contact,
        @Nullable String kind,
        @Nullable String channel,
        @Nullable Instant occurredAt,
        @Nullable Long position,
        @Nullable Integer index) {
    private static final int SNIPPET = 120;

    static List<Found> of(WordQuery words, CustomerView view, List<Hit> hits) {
        List<Found> found = new ArrayList<>();
        if (view.name() != null && words.holds(view.name())) {
            found.add(in("name", view.name(), null));
        }
        view.identities().stream()
                .filter(identity -> switch (identity.kind()) {
                    case PHONE, CARD -> words.holdsNumber(identity.value());
                    case EMAIL, EXTERNAL_ID -> words.holds(identity.value());
                })
                .forEach(identity -> found.add(in(word(identity.kind()), identity.value(), null)));
        view.attributes().forEach((name, value) -> {
            String snippet = words.snippet(value, SNIPPET);
            if (!snippet.isEmpty()) {
                found.add(in("attribute", snippet, name));
            }
        });
        hits.forEach(hit -> found.add(new Found(
                "contact",
                hit.snippet(),
                null,
                hit.contact() == null ? null : hit.contact().value(),
                hit.kind(),
                hit.channel(),
                hit.occurredAt(),
                hit.position(),
                hit.index())));
        return List.copyOf(found);
    }

    private static Found in(String where, String snippet, @Nullable String attribute) {
        return new Found(where, snippet, attribute, null, null, null, null, null, null);
    }

    private static String word(IdentityKind kind) {
        return switch (kind) {
            case EXTERNAL_ID -> "externalId";
            case EMAIL, PHONE, CARD -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
