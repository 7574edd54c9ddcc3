package io.annals.events.customer;

/** In which roles the company deals with a party; a party may have several. */
public enum PartyRole {
    CUSTOMER,
    SUPPLIER,
    PARTNER
}
