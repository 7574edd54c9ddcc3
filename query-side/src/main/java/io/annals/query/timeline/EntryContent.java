package io.annals.query.timeline;

import io.annals.events.Fact;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Defect;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.contact.ReturnedLine;
import io.annals.events.customer.CustomerEvent;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityClaimed;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.IdentityReleased;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.RolesAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.AllowanceUsed;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.GrantMade;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import io.annals.events.loyalty.LoyaltyEvent.RedemptionMade;
import io.annals.events.loyalty.LoyaltyEvent.ReturnSettled;
import io.annals.events.task.TaskEvent;
import io.annals.events.task.TaskEvent.TaskCompleted;
import io.annals.events.task.TaskEvent.TaskReassigned;
import io.annals.events.task.TaskEvent.TaskReopened;
import io.annals.events.task.TaskEvent.TaskRescheduled;
import io.annals.events.task.TaskEvent.TaskSet;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What each fact has to say in a timeline, under the names that the contact was posted with. */
final class EntryContent {
    private EntryContent() {}

    static Map<String, Object> of(ContactEvent fact) {
        Map<String, Object> content = switch (fact) {
            case EmailReceived e -> content("from", e.from(), "subject", e.subject(), "text", e.text());
            case EmailSent e -> content("to", e.to(), "subject", e.subject(), "text", e.text());
            case CallMade e ->
                content(
                        "durationSeconds", seconds(e.duration()),
                        "outcome", coded(e.outcome()),
                        "summary", e.summary());
            case ChatMessagePosted e -> content("conversation", e.conversation(), "text", e.text());
            case FormSubmitted e -> content("form", coded(e.form()), "fields", e.fields());
            case QuestionAnswered e ->
                content(
                        "questionnaire", coded(e.questionnaire()),
                        "question", coded(e.question()),
                        "answer", e.answer());
            case InterviewHeld e ->
                content(
                        "topic", e.topic(),
                        "durationSeconds", seconds(e.duration()),
                        "summary", e.summary());
            case PurchaseMade e ->
                content(
                        "lines", bought(e.lines()),
                        "total", e.total(),
                        "store", coded(e.store()),
                        "paymentMethod", coded(e.paymentMethod()),
                        "reason", coded(e.reason()));
            case PurchaseReturned e ->
                content(
                        "purchase", e.purchase().value(),
                        "lines", returned(e.lines()),
                        "refund", e.refund(),
                        "reason", coded(e.reason()));
            case VisitMade e ->
                content(
                        "address", e.address(),
                        "durationSeconds", seconds(e.duration()),
                        "report", e.report());
            case NoteTaken e ->
                content("text", e.text(), "mentions", e.mentions().isEmpty() ? null : names(e.mentions()));
            case LinesTakenBack e ->
                content(
                        "purchase", e.purchase().value(),
                        "takenBackBy", e.takenBackBy().value(),
                        "lines", returned(e.lines()),
                        "totalBefore", e.totalBefore(),
                        "totalAfter", e.totalAfter());
        };
        if (fact instanceof ContactMade made) {
            content.put("externalId", made.contact().externalId());
            if (!made.contact().defects().isEmpty()) {
                content.put("defects", mended(made.contact().defects()));
            }
        }
        return Collections.unmodifiableMap(content);
    }

    static Map<String, Object> of(CustomerEvent fact) {
        Map<String, Object> content = switch (fact) {
            case CustomerRegistered e -> content("party", e.party(), "roles", sorted(e.roles()), "name", e.name());
            case CustomerRenamed e -> content("name", e.name());
            case RolesAssigned e -> content("roles", sorted(e.roles()));
            case TeamAssigned e -> content("team", e.team());
            case RegionAssigned e -> content("region", e.region());
            case IdentityAdded e -> content("identity", e.kind(), "value", e.value());
            case AttributesCorrected e -> content("values", e.values(), "removed", e.removed());
            case ConsentGiven e -> content("channel", e.channel(), "purpose", e.purpose());
            case ConsentWithdrawn e -> content("channel", e.channel(), "purpose", e.purpose());
            case IdentityConflictFound e ->
                content("other", e.other().toString(), "winner", e.winner(), "identity", e.kind());
            case CustomerErased _, IdentityClaimed _, IdentityReleased _ -> content();
        };
        return Collections.unmodifiableMap(content);
    }

    static Map<String, Object> of(LoyaltyEvent fact) {
        Map<String, Object> content = switch (fact) {
            case CardIssued e -> content("number", e.number());
            case PointsEarned e ->
                content("points", e.points(), "purchase", e.purchase().value());
            case PointsTakenBack e ->
                content("points", e.points(), "purchase", e.purchase().value());
            case PointsRedeemed e -> content("points", e.points());
            case GoodwillGranted e -> content("points", e.points(), "reason", e.reason());
            case PurchaseRewarded _, ReturnSettled _, RedemptionMade _, GrantMade _, AllowanceUsed _ -> content();
        };
        return Collections.unmodifiableMap(content);
    }

    static Map<String, Object> of(TaskEvent fact) {
        Map<String, Object> content = content("task", fact.task().toString(), "assignee", fact.assignee());
        content.putAll(
                switch (fact) {
                    case TaskSet e -> content("title", e.title(), "text", e.text(), "due", e.due());
                    case TaskReassigned e -> content("from", e.from());
                    case TaskRescheduled e -> content("due", e.due());
                    case TaskCompleted _, TaskReopened _ -> content();
                });
        return Collections.unmodifiableMap(content);
    }

    static String kindOf(TaskEvent fact) {
        return switch (fact) {
            case TaskSet _ -> "task-set";
            case TaskReassigned _ -> "task-reassigned";
            case TaskRescheduled _ -> "task-rescheduled";
            case TaskCompleted _ -> "task-completed";
            case TaskReopened _ -> "task-reopened";
        };
    }

    static Optional<String> kindOf(CustomerEvent fact) {
        return switch (fact) {
            case CustomerRegistered _ -> Optional.of("registered");
            case CustomerRenamed _ -> Optional.of("renamed");
            case RolesAssigned _ -> Optional.of("roles-assigned");
            case TeamAssigned _ -> Optional.of("team-assigned");
            case RegionAssigned _ -> Optional.of("region-assigned");
            case IdentityAdded _ -> Optional.of("identity-added");
            case AttributesCorrected _ -> Optional.of("attributes-corrected");
            case ConsentGiven _ -> Optional.of("consent-given");
            case ConsentWithdrawn _ -> Optional.of("consent-withdrawn");
            case IdentityConflictFound _ -> Optional.of("identity-conflict");
            case CustomerErased _ -> Optional.of("erased");
            case IdentityClaimed _, IdentityReleased _ -> Optional.empty();
        };
    }

    static Optional<String> kindOf(LoyaltyEvent fact) {
        return switch (fact) {
            case CardIssued _ -> Optional.of("card-issued");
            case PointsEarned _ -> Optional.of("points-earned");
            case PointsTakenBack _ -> Optional.of("points-taken-back");
            case PointsRedeemed _ -> Optional.of("points-redeemed");
            case GoodwillGranted _ -> Optional.of("goodwill-granted");
            case PurchaseRewarded _, ReturnSettled _, RedemptionMade _, GrantMade _, AllowanceUsed _ ->
                Optional.empty();
        };
    }

    /** The contact that an entry of another family comes from. */
    static @Nullable ContactId contactOf(Fact fact) {
        return switch (fact) {
            case LinesTakenBack e -> e.takenBackBy();
            case CustomerRegistered e -> e.by();
            case IdentityConflictFound e -> e.contact();
            case PointsEarned e -> e.purchase();
            case PointsTakenBack e -> e.takenBackBy();
            default -> null;
        };
    }

    private static List<Map<String, Object>> bought(List<PurchaseLine> lines) {
        return lines.stream()
                .map(line -> content(
                        "id", line.id().value(),
                        "product", coded(line.product()),
                        "quantity", line.quantity(),
                        "price", line.price()))
                .toList();
    }

    private static List<Map<String, Object>> returned(List<ReturnedLine> lines) {
        return lines.stream()
                .map(line -> content(
                        "line", line.line().value(),
                        "quantity", line.quantity(),
                        "refund", line.refund()))
                .toList();
    }

    private static List<Map<String, Object>> mended(List<Defect> defects) {
        return defects.stream()
                .map(defect -> content(
                        "field", defect.field(),
                        "kind", defect.kind(),
                        "length", defect.length(),
                        "told", defect.told()))
                .toList();
    }

    /** The code itself, or else the words. */
    private static @Nullable Object coded(@Nullable CodedText told) {
        if (told == null) {
            return null;
        }
        return told.code() == null ? told.text() : told.code().value();
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static List<String> names(Collection<String> names) {
        return names.stream().sorted().toList();
    }

    private static <E extends Enum<E>> List<E> sorted(Collection<E> constants) {
        return constants.stream().sorted().toList();
    }

    /** Names and values in turn; a value that is null is left out. */
    private static Map<String, Object> content(@Nullable Object... namesAndValues) {
        Map<String, Object> content = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            if (value != null) {
                content.put((String) Objects.requireNonNull(namesAndValues[i]), value);
            }
        }
        return content;
    }
}
