package io.annals.command.loyalty;

import io.annals.command.decision.policy.Policy;
import io.annals.command.loyalty.LoyaltyCommand.SettleReturn;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import java.util.Optional;

/** Goods that come back take with them what they had earned. */
record WhenLinesTakenBackThenTakeBackPoints() implements Policy<LinesTakenBack> {
    @Override
    public Class<LinesTakenBack> concerns() {
        return LinesTakenBack.class;
    }

    @Override
    public Optional<Object> reaction(LinesTakenBack back) {
        return Optional.of(new SettleReturn(
                back.customer(),
                back.purchase(),
                back.takenBackBy(),
                back.totalBefore(),
                back.totalAfter(),
                back.occurredAt()));
    }
}
