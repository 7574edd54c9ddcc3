package io.annals.query.subscriptions;

import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.log.Event;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which events a follower wants.
 *
 * @param names public names; empty, with {@code families}, for all
 * @param families beginnings of names, such as {@code contact.}
 * @param subject the customer, or null for all
 */
record EventFilter(
        Set<String> names, Set<String> families, @Nullable String subject) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z-]*\\.([A-Z][A-Za-z]*|\\*)");

    /**
     * @param types names such as {@code contact.EmailReceived}, and {@code contact.*} for a family
     * @throws BadInput when one is neither
     */
    static EventFilter of(List<String> types, @Nullable CustomerId subject) {
        for (String type : types) {
            if (!TYPE.matcher(type).matches()) {
                throw new BadInput("type", "must be a name such as contact.EmailReceived, or contact.* for a family");
            }
        }
        return new EventFilter(
                types.stream().filter(type -> !type.endsWith("*")).collect(Collectors.toUnmodifiableSet()),
                types.stream()
                        .filter(type -> type.endsWith("*"))
                        .map(type -> type.substring(0, type.length() - 1))
                        .collect(Collectors.toUnmodifiableSet()),
                subject == null ? null : subject.toString());
    }

    boolean wants(Event event) {
        return (subject == null || subject.equals(event.subject())) && wantsType(event.type());
    }

    private boolean wantsType(String type) {
        return (names.isEmpty() && families.isEmpty())
                || names.contains(type)
                || families.contains(type.substring(0, type.indexOf('.') + 1));
    }
}
