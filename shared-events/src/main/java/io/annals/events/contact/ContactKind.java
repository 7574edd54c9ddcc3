package io.annals.events.contact;

/** The kinds of contact, as filters and reports name them. */
public enum ContactKind {
    EMAIL(Direction.INBOUND),
    CALL(Direction.INBOUND),
    CHAT(Direction.INBOUND),
    MESSAGE(Direction.INBOUND),
    FORM(Direction.INBOUND),
    QUESTIONNAIRE(Direction.INBOUND),
    INTERVIEW(Direction.OUTBOUND),
    PURCHASE(Direction.INBOUND),
    RETURN(Direction.INBOUND),
    VISIT(Direction.OUTBOUND),
    NOTE(Direction.INTERNAL);

    private final Direction usual;

    ContactKind(Direction usual) {
        this.usual = usual;
    }

    /** Who turns to whom where nobody says it. */
    public Direction usual() {
        return usual;
    }
}
