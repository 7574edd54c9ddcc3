package io.annals.query.customer;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.Direction;
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
import io.annals.log.RecordedEvent;
import io.annals.query.customer.CustomerView.Conflict;
import io.annals.query.customer.CustomerView.Consent;
import io.annals.query.customer.OpenQuestions.Question;
import io.annals.query.projection.Fold;
import io.annals.query.projection.Seen;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fold behind the unified client view. */
final class CustomerFold implements Fold<CustomerView> {
    @Override
    public CustomerView empty(String subject) {
        return CustomerView.UNKNOWN;
    }

    @Override
    public CustomerView apply(CustomerView view, RecordedEvent where, Fact fact) {
        CustomerSketch sketch = new CustomerSketch(view);
        CustomerId whom = fact.customer();
        if (whom != null && where.event().stream().equals(whom.stream())) {
            sketch.version = where.event().seq();
        }
        boolean told = switch (fact) {
            case ContactEvent contact -> contact(sketch, contact, where);
            case CustomerEvent customer -> customer(sketch, customer);
            default -> false; // what features say of it, their sections hold
        };
        boolean added = sketch.sections(fact);
        return told || added ? sketch.view() : view;
    }

    @Override
    public CustomerView combined(List<Seen<CustomerView>> members) {
        return CustomersAsOne.of(members);
    }

    /** The first answer to a customer who waits. */
    @Override
    public @Nullable Record row(CustomerView before, RecordedEvent where, Fact fact) {
        if (!(fact instanceof ContactMade made)) {
            return null;
        }
        Question asked = before.dealings().answeredBy(made, where.at());
        if (asked == null) {
            return null;
        }
        Duration until = Duration.between(asked.asked(), OpenQuestions.tookPlace(made.occurredAt(), where.at()));
        return new AnswerRow(
                asked.asked(), asked.channel(), asked.kind(), actor(where), Math.max(0, until.toSeconds()));
    }

    private static String actor(RecordedEvent where) {
        return where.event().meta().getOrDefault("actor", "unknown");
    }

    private static boolean contact(CustomerSketch sketch, ContactEvent fact, RecordedEvent where) {
        switch (fact) {
            case ContactMade made -> {
                Instant when = OpenQuestions.tookPlace(made.occurredAt(), where.at());
                sketch.contacted(made.contact().channel(), made.contact().direction() == Direction.INTERNAL, when);
                sketch.dealtWith(made, where.at(), actor(where));
                if (made instanceof PurchaseMade purchase) {
                    sketch.bought(purchase.total(), when);
                }
            }
            case LinesTakenBack back ->
                sketch.spent(back.totalBefore().minus(back.totalAfter()).negated());
        }
        return true;
    }

    /** Whether it says anything of who somebody is; whose an identity is stands in a stream of its own. */
    private static boolean customer(CustomerSketch sketch, CustomerEvent fact) {
        switch (fact) {
            case CustomerRegistered e -> {
                sketch.party = e.party();
                sketch.roles = e.roles();
                sketch.name = textOf(e.name());
            }
            case CustomerRenamed e -> sketch.name = textOf(e.name());
            case RolesAssigned e -> sketch.roles = e.roles();
            case TeamAssigned e -> sketch.team = e.team();
            case RegionAssigned e -> sketch.region = e.region();
            case IdentityAdded e -> sketch.knownBy(e.kind(), textOf(e.value()), e.key());
            case IdentityReleased e -> sketch.noLongerKnownBy(e.key());
            case AttributesCorrected e -> sketch.attributes(e.values().orElse(Map.of()), e.removed());
            case ConsentGiven e -> sketch.consent(new Consent(e.channel(), e.purpose(), true, e.occurredAt()));
            case ConsentWithdrawn e -> sketch.consent(new Consent(e.channel(), e.purpose(), false, e.occurredAt()));
            case IdentityConflictFound e ->
                sketch.conflict(new Conflict(e.other(), e.winner(), e.kind(), e.contact(), e.occurredAt()));
            case CustomerErased _ -> sketch.erase();
            case IdentityClaimed _ -> {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String textOf(@Nullable Personal<String> personal) {
        return switch (personal) {
            case null -> null;
            case Personal.Known<String>(String value) -> value;
            case Personal.Erased<String>() -> null;
        };
    }
}
