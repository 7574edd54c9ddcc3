package io.annals.events;

/** What something may tell of a customer or of the company's people: what is hidden from some roles, and shown to others. */
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
    COLLEAGUES
}
