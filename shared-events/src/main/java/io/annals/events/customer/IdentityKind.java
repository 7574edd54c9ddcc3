package io.annals.events.customer;

/** By what a customer is known, the strongest first: where a contact's identities disagree the earlier constant wins. */
public enum IdentityKind {
    CARD,
    EXTERNAL_ID,
    EMAIL,
    PHONE
}
