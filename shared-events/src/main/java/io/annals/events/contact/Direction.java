package io.annals.events.contact;

/** Who turned to whom. */
public enum Direction {
    /** The customer turned to the company. */
    INBOUND,
    /** The company turned to the customer. */
    OUTBOUND,
    /** The company noted something for itself. */
    INTERNAL
}
