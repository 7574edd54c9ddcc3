package io.annals.query.visibility;

import io.annals.events.contact.Code;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The table: under which field falls what goes out, by the name that it has in JSON, the same in views, timelines, live
 * frames and events. {@code note.text} is the {@code text} of a note alone. A name that stands nowhere here is hidden from
 * all who do not see everything.
 */
public final class Names {
    /** Around what an endpoint answers with, where a name may mean something else than inside an entry. */
    public static final String VIEW = "view";

    /** Inside of a task, in lists and by itself. */
    public static final String TASK = "task-set";

    private static final Map<String, Field> FIELDS = fields(Map.ofEntries(
            Map.entry(Field.NAME, "name"),
            Map.entry(Field.IDENTITIES, "identities identity value from to address externalId key"),
            Map.entry(Field.CARD, "card number"),
            Map.entry(Field.ATTRIBUTES, "attributes values removed party roles"),
            Map.entry(Field.CONSENTS, "consents"),
            Map.entry(Field.BELONGING, "team region"),
            Map.entry(Field.HISTORY, "channels firstContact lastContact latest purchases waiting unread"),
            Map.entry(Field.MONEY, "money total totalBefore totalAfter price refund amount amounts totals weighted"),
            Map.entry(Field.POINTS, "balance points earned takenBack redeemed granted rate"),
            Map.entry(Field.TEXTS, "subject text summary answer fields topic reason conversation found defects"),
            Map.entry(
                    Field.NOTES,
                    "said note.text task-set.text task.TaskSet.text call.summary interview.summary report lossText"
                            + " goodwill-granted.reason conflicts contact.NoteTaken.text contact.CallMade.summary"
                            + " contact.InterviewHeld.summary loyalty.GoodwillGranted.reason"),
            Map.entry(
                    Field.COLLEAGUES,
                    "actor handlers title assignee setBy mentions people claims reads what version "
                            + "owner previousOwner openedBy "
                            + "task-reassigned.from task.TaskReassigned.from "
                            + "loyalty.GoodwillGranted.by loyalty.AllowanceUsed.by")));

    /** What tells nothing of somebody but that there is something, or what it stands in. */
    private static final Set<String> OPEN = words(
            "me id position index at occurredAt customer customers entries next previous more view.total view.seen"
                    + " asOf erased",
            "family kind type channel direction content contact by lines line quantity",
            "purchase takenBackBy durationSeconds duration mediaType other winner purpose",
            "count last recencyDays loyalty redemption grant day fingerprint tasks task due state setAt completedAt",
            "opportunity opportunities stage previousStage pipeline pipelineVersion expectedClose lossReason openedAt"
                    + " closedAt",
            "sums probability definition effectiveFrom effectiveTo",
            "survives rule run pairs survivor absorbed");

    /** Open where a code says it; where only words do, what somebody wrote. */
    private static final Set<String> CODED = words("product store paymentMethod outcome form question questionnaire");

    /** Whose inside is looked at as well; what stands in others is theirs. */
    private static final Set<String> OPENED =
            words("customers entries content latest lines loyalty purchases contact tasks mentions people reads"
                    + " opportunities sums");

    /** What stands in a list of this name is looked at as an entry of that kind. */
    private static final Map<String, String> LISTED = Map.of("tasks", TASK, "mentions", "note");

    /** Entries and events that are hidden as a whole. */
    private static final Map<String, Field> WHOLE = fields(Map.of(
            Field.NOTES,
                    "note identity-conflict contact.NoteTaken customer.IdentityConflictFound merged parted"
                            + " merge.CustomersMerged merge.CustomersParted merge.MergeRunBegun merge.MergeRunUndone",
            Field.COLLEAGUES,
                    "task-set task-reassigned task-rescheduled task-completed task-reopened task.TaskSet "
                            + "task.TaskReassigned task.TaskRescheduled task.TaskCompleted task.TaskReopened "
                            + "opportunity-opened opportunity-moved opportunity-renamed opportunity-valued "
                            + "opportunity-rescheduled opportunity-reassigned opportunity-won opportunity-lost "
                            + "opportunity-reopened opportunity.OpportunityOpened opportunity.OpportunityMoved "
                            + "opportunity.OpportunityRenamed opportunity.OpportunityValued "
                            + "opportunity.OpportunityRescheduled opportunity.OpportunityReassigned "
                            + "opportunity.OpportunityWon opportunity.OpportunityLost opportunity.OpportunityReopened",
            Field.BELONGING, "team-assigned region-assigned customer.TeamAssigned customer.RegionAssigned"));

    private Names() {}

    private static Map<String, Field> fields(Map<Field, String> table) {
        Map<String, Field> byName = new HashMap<>();
        table.forEach((field, names) -> words(names).forEach(name -> byName.put(name, field)));
        return Map.copyOf(byName);
    }

    private static Set<String> words(String... lines) {
        return Set.of(String.join(" ", lines).split(" "));
    }

    /** Whether somebody sees that there is an entry of this kind, or an event of this type. */
    public static boolean shows(String kindOrType, Visibility visibility) {
        Field hidden = WHOLE.get(kindOrType);
        return hidden == null || visibility.sees(hidden);
    }

    /** The kinds and types of which somebody does not even see that there are any. */
    public static Set<String> hidden(Visibility visibility) {
        return WHOLE.keySet().stream().filter(kind -> !shows(kind, visibility)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * What somebody sees of something; the very same for who sees all fields.
     *
     * @param in {@link #VIEW}, {@link #TASK}, or the kind of an entry or the type of an event whose inside it is
     */
    public static JsonNode seen(JsonNode whole, String in, Visibility visibility) {
        return visibility.seesAllFields() ? whole : pruned(whole, in, visibility);
    }

    private static JsonNode pruned(JsonNode node, String in, Visibility visibility) {
        return switch (node) {
            case ObjectNode object -> pruned(object, in, visibility);
            case ArrayNode array -> pruned(array, in, visibility);
            default -> node;
        };
    }

    private static ObjectNode pruned(ObjectNode object, String in, Visibility visibility) {
        ObjectNode seen = JsonNodeFactory.instance.objectNode();
        String inside = object.has("content") ? object.path("kind").asString(in) : in;
        for (Map.Entry<String, JsonNode> one : object.properties()) {
            String name = one.getKey();
            if (CODED.contains(name) ? isSeenCoded(one.getValue(), visibility) : isSeen(name, inside, visibility)) {
                String within = LISTED.getOrDefault(name, inside);
                seen.set(name, OPENED.contains(name) ? pruned(one.getValue(), within, visibility) : one.getValue());
            }
        }
        return seen;
    }

    private static ArrayNode pruned(ArrayNode array, String in, Visibility visibility) {
        ArrayNode seen = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : array) {
            if (shows(one.path("kind").asString(""), visibility)) {
                seen.add(pruned(one, in, visibility));
            }
        }
        return seen;
    }

    private static boolean isSeen(String name, String in, Visibility visibility) {
        Field field = fieldOf(name, in);
        return field == null ? isOpen(name, in) : visibility.sees(field);
    }

    private static boolean isSeenCoded(JsonNode value, Visibility visibility) {
        return visibility.sees(Field.TEXTS) || (value.isString() && Code.isOne(value.asString()));
    }

    /** Under which field a name falls; null where it is open to all, or the table does not know it. */
    static @Nullable Field fieldOf(String name, String in) {
        String here = in + "." + name;
        return OPEN.contains(here) ? null : FIELDS.getOrDefault(here, FIELDS.get(name));
    }

    static boolean isOpen(String name, String in) {
        return OPEN.contains(name) || OPEN.contains(in + "." + name) || CODED.contains(name);
    }

    static boolean isOpened(String name) {
        return OPENED.contains(name);
    }
}
