package io.annals.query.visibility;

import static java.util.Map.entry;

import io.annals.edge.refusal.NotAllowed;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table: of which fields an answer tells that was asked for by a parameter. Whoever does not see all of them may not ask
 * by it, since what is found, how much and in which order would say what is hidden. {@code sort=money} is one value of a
 * parameter. One that stands nowhere here is for those alone who see everything.
 */
public final class Parameters {
    private static final Map<String, Set<Field>> TELLS = Map.ofEntries(
            entry("q", EnumSet.of(Field.NAME, Field.IDENTITIES, Field.CARD, Field.ATTRIBUTES)),
            entry("party", EnumSet.of(Field.ATTRIBUTES)),
            entry("role", EnumSet.of(Field.ATTRIBUTES)),
            entry("contactedAfter", EnumSet.of(Field.HISTORY)),
            entry("contactedBefore", EnumSet.of(Field.HISTORY)),
            entry("channel", EnumSet.of(Field.HISTORY)),
            entry("kind", EnumSet.of(Field.HISTORY)),
            entry("from", EnumSet.of(Field.HISTORY)),
            entry("to", EnumSet.of(Field.HISTORY)),
            entry("around", EnumSet.of(Field.HISTORY)),
            entry("list", EnumSet.of(Field.HISTORY)),
            entry("list=mine", EnumSet.of(Field.HISTORY, Field.COLLEAGUES)),
            entry("list=team", EnumSet.of(Field.HISTORY, Field.COLLEAGUES, Field.BELONGING)),
            entry("sort", EnumSet.of(Field.HISTORY)),
            entry("sort=money", EnumSet.of(Field.HISTORY, Field.MONEY)),
            entry("order", EnumSet.of(Field.HISTORY)),
            entry("assignee", EnumSet.of(Field.COLLEAGUES)),
            entry("state", EnumSet.of(Field.COLLEAGUES)),
            entry("owner", EnumSet.of(Field.COLLEAGUES)),
            entry("stage", EnumSet.of(Field.COLLEAGUES)),
            entry("pipeline", EnumSet.of(Field.COLLEAGUES)),
            entry("actor", EnumSet.of(Field.COLLEAGUES)));

    /**
     * What tells of nobody but those whom an answer shows anyway: pages, moments, whom it is about. An address, a number or a
     * card is looked up whole by whoever has it shown to them.
     */
    private static final Set<String> OPEN = Set.of(
            "cursor",
            "limit",
            "atLeast",
            "asOf",
            "customer",
            "subject",
            "email",
            "phone",
            "card",
            "externalId",
            "after",
            "type",
            "day",
            "days",
            "zone",
            "typed");

    private Parameters() {}

    /**
     * Whether somebody may ask by it.
     *
     * @param value as it was typed
     */
    public static boolean mayAsk(String name, String value, Visibility visibility) {
        Set<Field> tells = TELLS.getOrDefault(name + "=" + value, TELLS.get(name));
        return tells == null
                ? OPEN.contains(name) || visibility.seesAllFields()
                : visibility.fields().containsAll(tells);
    }

    /** @throws NotAllowed when they may not */
    public static void refuseUnlessSeen(String name, String value, Visibility visibility) {
        if (!mayAsk(name, value, visibility)) {
            throw new NotAllowed("Your role does not see what " + name + " asks by.");
        }
    }

    /** The same for each that was given. */
    static void refuseUnlessSeen(Map<String, String[]> asked, Visibility visibility) {
        asked.forEach((name, values) -> List.of(values).forEach(value -> refuseUnlessSeen(name, value, visibility)));
    }
}
