package io.annals.events.contact;

/** The kinds of contact, as filters and reports name them. */
public enum ContactKind {
    EMAIL,
    CALL,
    CHAT,
    FORM,
    QUESTIONNAIRE,
    INTERVIEW,
    PURCHASE,
    RETURN,
    VISIT,
    NOTE
}
