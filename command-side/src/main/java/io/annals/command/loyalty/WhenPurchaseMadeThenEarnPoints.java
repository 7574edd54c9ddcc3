package io.annals.command.loyalty;

import io.annals.command.decision.policy.Policy;
import io.annals.command.loyalty.LoyaltyCommand.RewardPurchase;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import java.util.Optional;

/** Every purchase earns, by the rate of the day on which the policy sees it. */
record WhenPurchaseMadeThenEarnPoints(LoyaltyRate rate) implements Policy<PurchaseMade> {
    @Override
    public Class<PurchaseMade> concerns() {
        return PurchaseMade.class;
    }

    @Override
    public Optional<Object> reaction(PurchaseMade made) {
        return Optional.of(new RewardPurchase(
                made.customer(),
                made.contact().id(),
                made.total(),
                rate.in(made.total().getCurrencyUnit()),
                made.occurredAt()));
    }
}
