package io.annals.events.customer;

import java.util.Locale;

/** By what a customer is known, the strongest first: where a contact's identities disagree the earlier constant wins. */
public enum IdentityKind {
    CARD,
    EXTERNAL_ID,
    EMAIL,
    PHONE;

    /**
     * The stream that says whose this address, number or card is; such as {@code identity-external-id-<key>}.
     *
     * @param key keyed hash of kind and value
     */
    public String stream(String key) {
        return "identity-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + "-" + key;
    }
}
