package io.annals.command.loyalty;

import io.annals.command.Identities;
import io.annals.command.Identity;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Commands;
import io.annals.command.decision.Sender;
import io.annals.command.decision.Uuid7;
import io.annals.command.loyalty.LoyaltyCommand.IssueCard;
import io.annals.command.loyalty.LoyaltyCommand.RedeemPoints;
import io.annals.edge.Actor;
import io.annals.edge.Positions;
import io.annals.edge.refusal.BadInput;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.IdentityKind;
import jakarta.annotation.security.RolesAllowed;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Cards, and spending points. */
@RestController
@RequestMapping("/customers/{customer}")
class LoyaltyEndpoint {
    private static final long MOST_POINTS = 1_000_000_000_000L;

    private final RandomGenerator random = new SecureRandom();
    private final Identities identities;
    private final Pseudonyms pseudonyms;
    private final Commands commands;
    private final Clock clock;

    LoyaltyEndpoint(Identities identities, Pseudonyms pseudonyms, Commands commands, Clock clock) {
        this.identities = identities;
        this.pseudonyms = pseudonyms;
        this.commands = commands;
        this.clock = clock;
    }

    record CardForm(@Nullable String number) {}

    record Card(CustomerId customer, Personal<String> card, long position) {}

    /** @param id the till's own id of it: the same again is made once */
    record RedemptionForm(String id, long points) {}

    /** @param balance the points that were left */
    record Redemption(CustomerId customer, long balance, long position) {}

    @PostMapping("/card")
    @RolesAllowed({"AGENT", "SERVICE", "TILL", "ADMINISTRATOR"})
    ResponseEntity<Card> card(
            @PathVariable CustomerId customer,
            @RequestBody(required = false) @Nullable CardForm form,
            @AuthenticationPrincipal Actor actor) {
        boolean wished = form != null && form.number() != null;
        String number = form != null && form.number() != null ? form.number() : CardNumbers.next(random);
        Identity card = identities.read(IdentityKind.CARD, number, "number");
        Answer<Personal<String>> answer = commands.send(new IssueCard(customer, card, wished, now()), sender(actor));
        return status(answer).body(new Card(customer, answer.value(), answer.position()));
    }

    @PostMapping("/loyalty/redemptions")
    @RolesAllowed({"AGENT", "SERVICE", "TILL", "ADMINISTRATOR"})
    ResponseEntity<Redemption> redeem(
            @PathVariable CustomerId customer, @RequestBody RedemptionForm form, @AuthenticationPrincipal Actor actor) {
        if (form.points() < 1 || form.points() > MOST_POINTS) {
            throw new BadInput("points", "must lie between 1 and " + MOST_POINTS);
        }
        String redemption = pseudonyms.of("redemption", Texts.line(form.id(), Texts.WORDS, "id"));
        Answer<Long> answer =
                commands.send(new RedeemPoints(customer, redemption, form.points(), now()), sender(actor));
        return status(answer).body(new Redemption(customer, answer.value(), answer.position()));
    }

    private static ResponseEntity.BodyBuilder status(Answer<?> answer) {
        return ResponseEntity.status(answer.known() ? HttpStatus.OK : HttpStatus.CREATED)
                .eTag(Positions.etag(answer.position()));
    }

    /** The log keeps milliseconds. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static Sender sender(Actor actor) {
        return Sender.of(actor, Uuid7.at(Instant.now()).toString());
    }
}
