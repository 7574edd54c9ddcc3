package io.annals.command.contact;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.contact.ContactDecider.Delivered;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Merged;
import io.annals.command.decision.Reading;
import io.annals.command.decision.UnknownCustomer;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** The shell of {@link ContactDecider}: says what it must see. */
@Component
final class ContactHandlers {
    private final Decisions decisions;

    ContactHandlers(Decisions decisions) {
        this.decisions = decisions;
    }

    /** @param customer whose it is */
    record Recorded(ContactId contact, CustomerId customer) {}

    @CommandHandler
    Answer<Recorded> on(RecordContact c) {
        return decisions.take(c.streams().keySet(), reading -> {
            ContactState state = reading.stateOfNew(ContactState.FOLD, c.told().id().stream());
            ContactId another = c.recognition().another();
            boolean beyond = isBeyond(state, reading);
            if (beyond && another == null) {
                throw new UnknownCustomer();
            }
            if (!beyond && ContactDecider.isSame(c, state)) {
                return known(c, state, reading);
            }
            CustomerMatch whose = whose(c, reading);
            if (another != null && (beyond || ContactDecider.delivered(c, state, whose) == Delivered.ANOTHERS)) {
                ContactState its = reading.stateOfNew(ContactState.FOLD, another.stream());
                refuseBeyond(its, reading);
                return decided(c.as(another), its, whose, reading);
            }
            return decided(c, state, whose, reading);
        });
    }

    private static Decision<Recorded> decided(
            RecordContact c, ContactState state, CustomerMatch whose, Reading reading) {
        List<Fact> facts = ContactDecider.decide(c, state, whose);
        return facts.isEmpty() ? known(c, state, reading) : recorded(c, facts, whose);
    }

    @CommandHandler
    Answer<Recorded> on(TakeGoodsBack c) {
        return decisions.take(c.streams().keySet(), reading -> {
            ContactState state = reading.stateOfNew(ContactState.FOLD, c.told().id().stream());
            refuseBeyond(state, reading);
            if (ContactDecider.isRecorded(c, state)) {
                return known(c, state, reading);
            }
            ContactState purchase = inReach(reading.state(ContactState.FOLD, c.purchase().stream()), reading);
            CustomerId buyer = purchase.customer();
            CustomerStatus standing =
                    buyer == null ? CustomerStatus.UNKNOWN : reading.state(CustomerStatus.FOLD, buyer.stream());
            CustomerMatch whose = c.known().nothing() && buyer != null
                    ? new CustomerMatch.Of(buyer, List.of(), Map.of())
                    : whose(c, reading);
            return recorded(c, ContactDecider.decide(c, state, purchase, standing, whose), whose);
        });
    }

    /**
     * Whether what is recorded is the same or not is told to those alone who may see whose it is; to others it is somebody's who
     * is not there.
     */
    private static void refuseBeyond(ContactState state, Reading reading) {
        if (state.customer() != null) {
            reading.concerns(state.customer());
        }
    }

    /** Whatever the contact of somebody beyond the sender's scope is, it is no purchase that anybody has told of. */
    private static ContactState inReach(ContactState named, Reading reading) {
        return isBeyond(named, reading) ? new ContactState.Unheard() : named;
    }

    private static boolean isBeyond(ContactState state, Reading reading) {
        try {
            refuseBeyond(state, reading);
            return false;
        } catch (UnknownCustomer beyond) {
            return true;
        }
    }

    private static CustomerMatch whose(ContactCommand c, Reading reading) {
        KnownBy known = c.known();
        if (known.id() != null) {
            switch (reading.state(CustomerStatus.FOLD, known.id().stream())) {
                case UNKNOWN -> throw new UnknownCustomer();
                case ERASED -> throw new CustomerIsErased();
                case REGISTERED -> {}
            }
        }
        Map<Identity, Owner> owners = new HashMap<>();
        for (Identity identity : known.identities()) {
            owners.put(identity, Owner.of(identity, reading));
        }
        CustomerMatch whose = CustomerMatch.find(known, owners);
        if (whose instanceof CustomerMatch.Stranger) {
            reading.stateOfNew(CustomerStatus.FOLD, c.told().customer().stream());
        }
        if (whose instanceof CustomerMatch.Of of && !of.clashes().isEmpty()) {
            return whose.where(Merged.with(of.customer(), reading));
        }
        return whose;
    }

    private static Decision<Recorded> recorded(ContactCommand c, List<Fact> facts, CustomerMatch whose) {
        return Decision.record(facts, new Recorded(c.told().id(), whose.customer(c.told())));
    }

    /** The first result again: goods that came back since do not change when the purchase was recorded. */
    private static Decision<Recorded> known(ContactCommand c, ContactState state, Reading reading) {
        String stream = c.told().id().stream();
        long position = reading.version(stream) == 0
                ? reading.position(stream)
                : reading.history(stream).getFirst().position();
        CustomerId customer = state.customer();
        if (customer == null) {
            throw new IllegalStateException("recorded, and nobody's: " + stream);
        }
        return Decision.known(new Recorded(c.told().id(), customer), position);
    }
}
