package io.annals.query.customer;

import io.annals.edge.identities.IdentityText;
import io.annals.query.customer.CustomerView.Identity;
import io.annals.query.timeline.search.Words;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words by whose beginnings a customer is found. */
final class SearchWords {
    private static final int MOST = 500;

    private SearchWords() {}

    /**
     * Each word of the name and of the attributes, each identity whole and in its parts: {@code ann@example.com} is found by
     * {@code exa} too, a telephone or a card by any four digits on from some place to its end.
     */
    static List<String> of(@Nullable String name, List<Identity> identities, Collection<String> attributes) {
        Words words = new Words(MOST);
        if (name != null) {
            words.name(name);
        }
        identities.forEach(identity -> {
            switch (identity.kind()) {
                case PHONE -> {
                    words.number(identity.value().split(";", 2)[0]); // an extension behind it is not dialled
                    words.whole(identity.value());
                }
                case CARD -> words.number(identity.value());
                case EMAIL -> {
                    words.name(identity.value());
                    words.name(IdentityText.readable(identity.value()));
                }
                case EXTERNAL_ID -> words.name(identity.value());
            }
        });
        attributes.forEach(words::text);
        return words.all();
    }
}
