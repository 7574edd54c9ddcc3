package io.annals.command.customer;

import io.annals.command.Identity;
import io.annals.command.Owner;
import io.annals.command.customer.CustomerCommand.AddIdentity;
import io.annals.command.customer.CustomerCommand.AssignRegion;
import io.annals.command.customer.CustomerCommand.AssignTeam;
import io.annals.command.customer.CustomerCommand.CorrectCustomer;
import io.annals.command.customer.CustomerCommand.DestroyKey;
import io.annals.command.customer.CustomerCommand.EraseCustomer;
import io.annals.command.customer.CustomerCommand.GiveConsent;
import io.annals.command.customer.CustomerCommand.RegisterCustomer;
import io.annals.command.customer.CustomerCommand.WithdrawConsent;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Fold;
import io.annals.command.decision.Merged;
import io.annals.command.decision.Reading;
import io.annals.edge.CustomerAccess;
import io.annals.edge.refusal.StaleVersion;
import io.annals.encoding.Keyring;
import io.annals.events.CustomerId;
import io.annals.events.customer.CustomerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** The shell of {@link CustomerDecider}: says what it must see. */
@Component
final class CustomerHandlers {
    static final Fold<CustomerState, CustomerEvent> CUSTOMER =
            Fold.of(CustomerEvent.class, new CustomerState.Unknown(), CustomerState::after);

    private final Decisions decisions;
    private final Keyring keyring;
    private final List<CustomerAccess> accesses;

    CustomerHandlers(Decisions decisions, Keyring keyring, List<CustomerAccess> accesses) {
        this.decisions = decisions;
        this.keyring = keyring;
        this.accesses = List.copyOf(accesses);
    }

    @CommandHandler
    Answer<CustomerId> on(RegisterCustomer c) {
        List<String> contended =
                c.identities().stream().flatMap(one -> one.streams().stream()).toList();
        return decisions.take(contended, reading -> {
            reading.stateOfNew(CUSTOMER, c.customer().stream());
            Map<Identity, Owner> owners = new HashMap<>();
            c.identities().forEach(one -> owners.put(one, Owner.of(one, reading)));
            return Decision.record(CustomerDecider.decide(c, owners), c.customer());
        });
    }

    @CommandHandler
    Answer<CustomerId> on(CorrectCustomer c) {
        return decisions.take(own(c), reading -> {
            CustomerState state = customer(c, reading);
            return decided(c, edited(c, reading, version -> CustomerDecider.decide(c, state, version)), reading);
        });
    }

    @CommandHandler
    Answer<CustomerId> on(AddIdentity c) {
        List<String> contended = new ArrayList<>(own(c));
        contended.addAll(c.identity().streams());
        return decisions.take(contended, reading -> {
            CustomerState state = customer(c, reading);
            Owner owner = Owner.of(c.identity(), reading);
            return decided(c, CustomerDecider.decide(c, state, owner), reading);
        });
    }

    @CommandHandler
    Answer<CustomerId> on(GiveConsent c) {
        return decisions.take(own(c), reading -> {
            CustomerState state = customer(c, reading);
            return decided(c, edited(c, reading, version -> CustomerDecider.decide(c, state, version)), reading);
        });
    }

    @CommandHandler
    Answer<CustomerId> on(WithdrawConsent c) {
        return decisions.take(own(c), reading -> {
            CustomerState state = customer(c, reading);
            return decided(c, edited(c, reading, version -> CustomerDecider.decide(c, state, version)), reading);
        });
    }

    @CommandHandler
    Answer<CustomerId> on(AssignTeam c) {
        return decisions.take(own(c), reading -> decided(c, CustomerDecider.decide(c, customer(c, reading)), reading));
    }

    @CommandHandler
    Answer<CustomerId> on(AssignRegion c) {
        return decisions.take(own(c), reading -> decided(c, CustomerDecider.decide(c, customer(c, reading)), reading));
    }

    /** The answer are all who are forgotten by it. */
    @CommandHandler
    Answer<List<CustomerId>> on(EraseCustomer c) {
        return decisions.take(own(c), reading -> {
            Map<CustomerId, CustomerState> members = new LinkedHashMap<>();
            for (CustomerId member : Merged.with(c.customer(), reading).members()) {
                CustomerState state = reading.state(CUSTOMER, member.stream());
                members.put(member, state);
                if (state instanceof CustomerState.Registered known) {
                    for (CustomerState.Key key : known.identities()) {
                        reading.state(Owner.FOLD, key.kind().stream(key.key()));
                    }
                }
            }
            List<CustomerEvent> facts = CustomerDecider.decide(c, members);
            List<CustomerId> all = List.copyOf(members.keySet());
            return Decision.of(facts, all, c.customer().stream(), reading);
        });
    }

    /**
     * Only ever after the erasure is recorded: a key is not destroyed on anybody's word alone. By what the customer came in
     * themselves goes with it.
     */
    @CommandHandler
    Answer<CustomerId> on(DestroyKey c) {
        Answer<CustomerId> erased = decisions.take(reading -> {
            String stream = c.customer().stream();
            if (!(reading.state(CUSTOMER, stream) instanceof CustomerState.Erased)) {
                throw new NotErased();
            }
            return Decision.known(c.customer(), reading.position(stream));
        });
        accesses.forEach(access -> access.end(c.customer()));
        keyring.destroy(c.customer().toString());
        return erased;
    }

    /** Whoever edits what is no longer so is shown what is. */
    private static List<CustomerEvent> edited(
            CustomerCommand c, Reading reading, LongFunction<List<CustomerEvent>> decide) {
        String stream = c.customer().stream();
        try {
            return decide.apply(reading.version(stream));
        } catch (StaleVersion stale) {
            throw stale.showing(CustomerRecord.of(reading.history(stream)));
        }
    }

    private static Decision<CustomerId> decided(CustomerCommand c, List<CustomerEvent> facts, Reading reading) {
        return Decision.of(facts, c.customer(), c.customer().stream(), reading);
    }

    private static CustomerState customer(CustomerCommand c, Reading reading) {
        return reading.state(CUSTOMER, c.customer().stream());
    }

    private static List<String> own(CustomerCommand c) {
        return List.of(c.customer().stream());
    }
}
