package io.annals.command;

import io.annals.edge.EdgeSettings;
import io.annals.edge.IdentityText;
import io.annals.encoding.Pseudonyms;
import io.annals.events.customer.IdentityKind;
import org.springframework.stereotype.Component;

/** Reads what people type for an address, a number or a card, and gives it the name under which its stream is kept. */
@Component
public final class Identities {
    private final Pseudonyms pseudonyms;
    private final EdgeSettings settings;

    Identities(Pseudonyms pseudonyms, EdgeSettings settings) {
        this.pseudonyms = pseudonyms;
        this.settings = settings;
    }

    /**
     * What was typed, in normal form.
     *
     * @param field how the caller named it
     * @throws io.annals.edge.refusal.BadInput when it cannot be such a thing
     */
    public Identity read(IdentityKind kind, String raw, String field) {
        String value = IdentityText.normal(kind, raw, field, settings.phoneRegion());
        return new Identity(kind, value, pseudonyms.of("identity", kind.name(), value));
    }
}
