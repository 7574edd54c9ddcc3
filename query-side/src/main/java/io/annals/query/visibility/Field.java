package io.annals.query.visibility;

import io.annals.edge.Role;
import java.util.EnumSet;
import java.util.Set;

/** What may be hidden from a role, and from which it is. */
public enum Field {
    NAME,
    /** By what a customer is known or reached: addresses, numbers, ids of other systems, where a visit took place. */
    IDENTITIES,
    CARD,
    /** Sex, birth date, income band and the like; whether person or organisation. */
    ATTRIBUTES,
    CONSENTS,
    /** Team and region. */
    BELONGING,
    /** When, how often and on what channels there was something. */
    HISTORY,
    /** Prices, totals, refunds, what was spent. */
    MONEY,
    POINTS,
    /** What the customer wrote or said, and what was written to them. */
    TEXTS,
    /** What the company's people wrote for each other: notes, summaries, reports, reasons. */
    NOTES,
    /** Who recorded something. */
    COLLEAGUES;

    static Set<Field> seenBy(Role role) {
        return switch (role) {
            case AGENT, SUPERVISOR, SALES, MANAGER, AUDITOR, SERVICE, ADMINISTRATOR -> EnumSet.allOf(Field.class);
            case MARKETING -> allBut(TEXTS, NOTES);
            case TECHNICIAN -> allBut(MONEY, POINTS);
            case TILL -> EnumSet.of(NAME, CARD, POINTS);
            case CUSTOMER -> allBut(NOTES, COLLEAGUES, BELONGING);
        };
    }

    private static Set<Field> allBut(Field... hidden) {
        Set<Field> seen = EnumSet.allOf(Field.class);
        for (Field field : hidden) {
            seen.remove(field);
        }
        return seen;
    }
}
