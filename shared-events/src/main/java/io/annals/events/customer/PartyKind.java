package io.annals.events.customer;

/** What kind of party a customer is. */
public enum PartyKind {
    PERSON,
    ORGANISATION
}
