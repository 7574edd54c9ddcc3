package io.annals.events.customer;

import io.annals.events.Field;
import io.annals.events.TellsOf;

/** In which roles the company deals with a party; a party may have several. */
@TellsOf(Field.ATTRIBUTES)
public enum PartyRole {
    CUSTOMER,
    SUPPLIER,
    PARTNER
}
