package io.annals.query.visibility;

import io.annals.edge.Actor;
import io.annals.edge.Role;
import io.annals.edge.Scope;
import io.annals.edge.refusal.Unknown;
import io.annals.events.Field;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What somebody sees. Equal for all who see the same, so that what is made for one can be given to the others.
 *
 * @param fields of the customers that they see
 * @param scope which customers exist for them
 */
public record Visibility(Set<Field> fields, Scope scope) {
    /** Everything of everybody. */
    public static final Visibility WHOLE = new Visibility(EnumSet.allOf(Field.class), new Scope.All());

    /** For whom no role speaks. */
    static final Visibility NOTHING = new Visibility(EnumSet.noneOf(Field.class), new Scope.All());

    public Visibility {
        fields = Set.copyOf(fields);
    }

    /** Of several roles each adds what it sees. */
    public static Visibility of(Actor actor) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        for (Role role : actor.roles()) {
            fields.addAll(seenBy(role));
        }
        return new Visibility(fields, actor.scope());
    }

    private static Set<Field> seenBy(Role role) {
        return switch (role) {
            case AGENT, SUPERVISOR, SALES, MANAGER, AUDITOR, SERVICE, ADMINISTRATOR -> EnumSet.allOf(Field.class);
            case MARKETING -> allBut(Field.TEXTS, Field.NOTES);
            case TECHNICIAN -> allBut(Field.MONEY, Field.POINTS);
            case TILL -> EnumSet.of(Field.NAME, Field.CARD, Field.POINTS);
            case CUSTOMER -> allBut(Field.NOTES, Field.COLLEAGUES, Field.BELONGING);
        };
    }

    private static Set<Field> allBut(Field... hidden) {
        Set<Field> seen = EnumSet.allOf(Field.class);
        for (Field field : hidden) {
            seen.remove(field);
        }
        return seen;
    }

    public boolean sees(Field field) {
        return fields.contains(field);
    }

    public boolean seesAllFields() {
        return fields.size() == Field.values().length;
    }

    public boolean seesEverybody() {
        return scope instanceof Scope.All;
    }

    /** What the request that is under way shows is of all of these, who are one: a read of each is recorded. */
    public static void showsTogether(List<String> members) {
        VisibleCustomers.shows(members);
    }

    /** What is answered about a customer who is not there, or not for whoever asked: the same in either case. */
    public static Unknown unknownCustomer() {
        return new Unknown("unknown-customer", "There is no customer with that id.");
    }
}
