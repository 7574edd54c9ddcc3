package io.annals.query.customer.list;

import io.annals.edge.identities.IdentityKeys;
import io.annals.edge.identities.Recognition;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.roles.ForStaffAndTills;
import io.annals.events.Open;
import io.annals.events.customer.IdentityKind;
import io.annals.query.visibility.NotAboutCustomers;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What somebody types, taken for an address, a number or a card before anything is asked or recorded. Tells of no customer:
 * who is known by it says {@code GET /customers} under the name of its kind.
 */
@NotAboutCustomers("what was typed, and whose it is is not looked up")
@RestController
class IdentitiesEndpoint {
    private static final int LONGEST = 1_000;

    private final IdentityKeys keys;

    IdentitiesEndpoint(IdentityKeys keys) {
        this.keys = keys;
    }

    /** @param candidates what it may be, the likeliest first; none for a name or other words */
    record Recognised(List<Candidate> candidates) {}

    /**
     * @param kind what it is taken for
     * @param value its normal form; absent where it looks like one and is none
     * @param reason what is wrong with it then, to go on after its name: "must be a phone number with its country code"
     */
    record Candidate(
            IdentityKind kind,
            @Nullable String value,
            @Nullable String reason) {
        static Candidate of(Recognition one) {
            return new Candidate(
                    one.kind(), one.identity() == null ? null : one.identity().value(), one.reason());
        }
    }

    /** As search and a new customer take it. */
    @GetMapping("/identities")
    @ForStaffAndTills
    Recognised recognise(@Open @RequestParam String typed) {
        if (typed.length() > LONGEST) {
            throw new BadInput("typed", "must have at most " + LONGEST + " characters");
        }
        return new Recognised(keys.recognise(typed).stream().map(Candidate::of).toList());
    }
}
