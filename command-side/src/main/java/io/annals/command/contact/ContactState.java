package io.annals.command.contact;

import io.annals.command.decision.Fold;
import io.annals.events.CustomerId;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a decision must know of one contact's stream. */
sealed interface ContactState {
    Fold<ContactState, ContactEvent> FOLD = Fold.of(ContactEvent.class, new Unheard(), ContactState::after);

    /** Nobody has told of it yet. */
    record Unheard() implements ContactState {}

    /** Recorded, and nothing more can become of it. */
    record Recorded(CustomerId customer, String fingerprint) implements ContactState {}

    /**
     * A purchase: recorded, and its goods may come back.
     *
     * @param at when it was made
     */
    record Bought(CustomerId customer, String fingerprint, Goods goods, Instant at) implements ContactState {}

    /** Whose it is; null as long as it is unheard of. */
    default @Nullable CustomerId customer() {
        return null;
    }

    default ContactState after(ContactEvent event) {
        return switch (event) {
            case PurchaseMade made ->
                new Bought(
                        made.customer(),
                        made.contact().fingerprint(),
                        Goods.of(made.total(), made.lines()),
                        made.occurredAt());
            case ContactMade made ->
                new Recorded(made.customer(), made.contact().fingerprint());
            case LinesTakenBack back ->
                switch (this) {
                    case Bought(var customer, var fingerprint, var goods, var at) ->
                        new Bought(customer, fingerprint, goods.without(back.lines()), at);
                    case Unheard _, Recorded _ -> this;
                };
        };
    }
}
