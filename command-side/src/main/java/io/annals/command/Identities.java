package io.annals.command;

import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.identities.IdentityText;
import io.annals.events.customer.IdentityKind;
import org.springframework.stereotype.Component;

/** Reads what people type for an address, a number or a card, and gives it the name under which its stream is kept. */
@Component
public final class Identities {
    private final IdentityKeys keys;

    Identities(IdentityKeys keys) {
        this.keys = keys;
    }

    /**
     * What was typed, in normal form.
     *
     * @param field how the caller named it
     * @throws io.annals.edge.refusal.BadInput when it cannot be such a thing, or is what stands for a missing one; its reason
     *     says which
     */
    public Identity read(IdentityKind kind, String raw, String field) {
        IdentityText text = keys.read(kind, raw, field);
        return new Identity(kind, text.value(), keys.key(text), keys.formerKeys(text));
    }

    /**
     * What tells whether a contact says the same as before: a hash of what was typed that no change of the rules changes. Of
     * anything, also of what {@link #read} refuses.
     */
    public String told(IdentityKind kind, String raw) {
        return keys.told(kind, raw);
    }
}
