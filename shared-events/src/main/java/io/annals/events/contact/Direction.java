package io.annals.events.contact;

import io.annals.events.Open;

/** Who turned to whom. */
@Open
public enum Direction {
    /** The customer turned to the company. */
    INBOUND,
    /** The company turned to the customer. */
    OUTBOUND,
    /** The company noted something for itself. */
    INTERNAL
}
