package io.annals.events.customer;

import io.annals.events.Field;
import io.annals.events.TellsOf;

/** What kind of party a customer is. */
@TellsOf(Field.ATTRIBUTES)
public enum PartyKind {
    PERSON,
    ORGANISATION,
    /** People who live together. */
    HOUSEHOLD
}
