package io.annals.edge;

import java.util.Locale;

/** What an actor is to the company; decides what they may do. */
public enum Role {
    /** Serves customers: contacts, customers, loyalty, all views. */
    AGENT,
    /** Looks at everything and its history, changes nothing. */
    AUDITOR,
    /** A shop's till: purchases, returns, cards, redemptions. */
    TILL,
    /** A machine of the company's: contacts, customers, views, the stream of events. */
    SERVICE,
    /** Everything, with projections and erasures. */
    ADMINISTRATOR;

    /** As it stands in keys and messages: lower case. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The authority that Spring Security's {@code @RolesAllowed} looks for. */
    String authority() {
        return "ROLE_" + name();
    }
}
