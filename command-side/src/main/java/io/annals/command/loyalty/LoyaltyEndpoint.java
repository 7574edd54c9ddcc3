package io.annals.command.loyalty;

import static io.annals.command.CommandRequests.created;

import io.annals.command.CommandRequests;
import io.annals.command.Identities;
import io.annals.command.Identity;
import io.annals.command.Texts;
import io.annals.command.decision.Answer;
import io.annals.command.loyalty.LoyaltyCommand.GrantGoodwill;
import io.annals.command.loyalty.LoyaltyCommand.IssueCard;
import io.annals.command.loyalty.LoyaltyCommand.RedeemPoints;
import io.annals.command.loyalty.LoyaltyHandlers.Granted;
import io.annals.edge.Actor;
import io.annals.edge.refusal.BadInput;
import io.annals.edge.refusal.NotAllowed;
import io.annals.encoding.Pseudonyms;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.customer.IdentityKind;
import jakarta.annotation.security.RolesAllowed;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
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
    private final CommandRequests requests;
    private final GoodwillLimits limits;

    LoyaltyEndpoint(Identities identities, Pseudonyms pseudonyms, CommandRequests requests, GoodwillLimits limits) {
        this.identities = identities;
        this.pseudonyms = pseudonyms;
        this.requests = requests;
        this.limits = limits;
    }

    record CardForm(@Nullable String number) {}

    record Card(CustomerId customer, Personal<String> card, long position) {}

    /** @param id the till's own id of it: the same again is made once */
    record RedemptionForm(String id, long points) {}

    /** @param balance the points that were left */
    record Redemption(CustomerId customer, long balance, long position) {}

    /**
     * @param id the giver's own id of it: the same again is made once
     * @param reason why, in the giver's own words
     */
    record GoodwillForm(String id, long points, String reason) {}

    /**
     * @param balance the customer's points behind it
     * @param leftToday points that the giver may still give today (UTC)
     */
    record Goodwill(CustomerId customer, long balance, long leftToday, long position) {}

    @PostMapping("/card")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "TILL", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Card> card(
            @PathVariable CustomerId customer,
            @RequestBody(required = false) @Nullable CardForm form,
            @AuthenticationPrincipal Actor actor) {
        boolean wished = form != null && form.number() != null;
        String number = form != null && form.number() != null ? form.number() : CardNumbers.next(random);
        Identity card = identities.read(IdentityKind.CARD, number, "number");
        Answer<Personal<String>> answer = requests.send(new IssueCard(customer, card, wished, requests.now()), actor);
        return created(answer).body(new Card(customer, answer.value(), answer.position()));
    }

    @PostMapping("/loyalty/redemptions")
    @RolesAllowed({"AGENT", "SUPERVISOR", "SALES", "MANAGER", "TILL", "SERVICE", "ADMINISTRATOR"})
    ResponseEntity<Redemption> redeem(
            @PathVariable CustomerId customer, @RequestBody RedemptionForm form, @AuthenticationPrincipal Actor actor) {
        long points = points(form.points());
        String redemption = pseudonyms.of("redemption", Texts.line(form.id(), Texts.WORDS, "id"));
        Answer<Long> answer = requests.send(new RedeemPoints(customer, redemption, points, requests.now()), actor);
        return created(answer).body(new Redemption(customer, answer.value(), answer.position()));
    }

    /** Within what the giver's role may give; who may give nothing is refused. */
    @PostMapping("/loyalty/goodwill")
    @RolesAllowed({"AGENT", "SUPERVISOR", "MANAGER", "ADMINISTRATOR"})
    ResponseEntity<Goodwill> grant(
            @PathVariable CustomerId customer, @RequestBody GoodwillForm form, @AuthenticationPrincipal Actor actor) {
        GoodwillLimits.Limit limit =
                limits.of(actor.roles()).orElseThrow(() -> new NotAllowed("Your role gives no goodwill."));
        GrantGoodwill grant = new GrantGoodwill(
                customer,
                pseudonyms.of("goodwill", Texts.line(form.id(), Texts.WORDS, "id")),
                points(form.points()),
                Texts.line(form.reason(), Texts.LINE, "reason"),
                actor.name(),
                limit,
                requests.now());
        Answer<Granted> answer = requests.send(grant, actor);
        return created(answer)
                .body(new Goodwill(
                        customer, answer.value().balance(), answer.value().left(), answer.position()));
    }

    private static long points(long points) {
        if (points < 1 || points > MOST_POINTS) {
            throw new BadInput("points", "must lie between 1 and " + MOST_POINTS);
        }
        return points;
    }
}
