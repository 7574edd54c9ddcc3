package io.annals.command.loyalty;

import io.annals.command.CustomerStatus;
import io.annals.command.Owner;
import io.annals.command.decision.Answer;
import io.annals.command.decision.Decision;
import io.annals.command.decision.Decisions;
import io.annals.command.decision.Merged;
import io.annals.command.decision.Reading;
import io.annals.command.decision.Reading.RecordedFact;
import io.annals.command.loyalty.LoyaltyCommand.GrantGoodwill;
import io.annals.command.loyalty.LoyaltyCommand.IssueCard;
import io.annals.command.loyalty.LoyaltyCommand.RedeemPoints;
import io.annals.command.loyalty.LoyaltyCommand.RewardPurchase;
import io.annals.command.loyalty.LoyaltyCommand.SettleReturn;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyStreams;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.axonframework.commandhandling.CommandHandler;
import org.springframework.stereotype.Component;

/** The shell of {@link LoyaltyDecider}: says what it must see. */
@Component
final class LoyaltyHandlers {
    private final Decisions decisions;

    LoyaltyHandlers(Decisions decisions) {
        this.decisions = decisions;
    }

    @CommandHandler
    Answer<Personal<String>> on(IssueCard c) {
        String customer = c.customer().stream();
        String account = LoyaltyStreams.account(c.customer());
        String card = c.card().stream();
        return decisions.take(List.of(customer, account, card), reading -> {
            CustomerStatus standing = reading.state(CustomerStatus.FOLD, customer);
            Ledger ledger = reading.state(Ledger.FOLD, account);
            List<Fact> facts = LoyaltyDecider.decide(c, standing, ledger, reading.state(Owner.FOLD, card));
            return facts.isEmpty()
                    ? cardOf(reading.history(account))
                    : Decision.record(facts, Personal.of(c.card().value()));
        });
    }

    /** The answer is the balance that is left. */
    @CommandHandler
    Answer<Long> on(RedeemPoints c) {
        String account = LoyaltyStreams.account(c.customer());
        return decisions.take(List.of(account), reading -> {
            Claim claim = reading.stateOfNew(Claim.FOLD, LoyaltyStreams.redeemed(c.redemption()));
            claim.claimant().ifPresent(reading::concerns);
            CustomerStatus standing = reading.state(CustomerStatus.FOLD, c.customer().stream());
            SequencedMap<CustomerId, Ledger> accounts = accounts(c.customer(), reading);
            List<Fact> facts = LoyaltyDecider.decide(c, standing, accounts, claim);
            return facts.isEmpty()
                    ? balanceAfter(c, reading)
                    : Decision.record(
                            facts,
                            Ledger.of(accounts.values()).minus(c.points()).balance());
        });
    }

    /** Those of all who are one with the customer, the survivor's first. */
    private static SequencedMap<CustomerId, Ledger> accounts(CustomerId customer, Reading reading) {
        SequencedMap<CustomerId, Ledger> accounts = new LinkedHashMap<>();
        for (CustomerId member : Merged.with(customer, reading).members()) {
            accounts.put(member, reading.state(Ledger.FOLD, LoyaltyStreams.account(member)));
        }
        return accounts;
    }

    /**
     * What came of a grant.
     *
     * @param balance the customer's points behind it
     * @param left points that the giver may still give on that day
     */
    record Granted(long balance, long left) {}

    @CommandHandler
    Answer<Granted> on(GrantGoodwill c) {
        String account = LoyaltyStreams.account(c.customer());
        String allowance = LoyaltyStreams.allowance(c.by(), c.day());
        return decisions.take(List.of(account, allowance), reading -> {
            Claim claim = reading.stateOfNew(Claim.FOLD, LoyaltyStreams.granted(c.grant()));
            claim.claimant().ifPresent(reading::concerns);
            CustomerStatus standing = reading.state(CustomerStatus.FOLD, c.customer().stream());
            reading.state(Ledger.FOLD, account);
            Ledger ledger = Ledger.of(accounts(c.customer(), reading).values());
            Allowance given = reading.state(Allowance.FOLD, allowance);
            List<Fact> facts = LoyaltyDecider.decide(c, standing, given, claim);
            if (facts.isEmpty()) {
                long first = reading.position(LoyaltyStreams.granted(c.grant()));
                long balance = Merged.at(first, c.customer(), reading).members().stream()
                        .mapToLong(member -> balanceAt(first, reading.history(LoyaltyStreams.account(member))))
                        .sum();
                return Decision.known(new Granted(balance, c.limit().day() - given.used()), first);
            }
            long used = given.plus(c.points(), c.limit()).used();
            return Decision.record(
                    facts, new Granted(ledger.balance() + c.points(), c.limit().day() - used));
        });
    }

    private static long balanceAt(long position, List<RecordedFact> account) {
        Ledger ledger = Ledger.EMPTY;
        for (RecordedFact told : account) {
            if (told.position() <= position) {
                ledger = ledger.after((LoyaltyEvent) told.fact());
            }
        }
        return ledger.balance();
    }

    @CommandHandler
    Answer<CustomerId> on(RewardPurchase c) {
        String claimed = LoyaltyStreams.earned(c.purchase());
        return decisions.take(c.streams().keySet(), reading -> {
            Claim claim = reading.stateOfNew(Claim.FOLD, claimed);
            reading.state(Ledger.FOLD, LoyaltyStreams.account(c.customer()));
            return Decision.of(LoyaltyDecider.decide(c, claim), c.customer(), claimed, reading);
        });
    }

    @CommandHandler
    Answer<CustomerId> on(SettleReturn c) {
        String claimed = LoyaltyStreams.takenBack(c.takenBackBy());
        return decisions.take(c.streams().keySet(), reading -> {
            Claim settlement = reading.stateOfNew(Claim.FOLD, claimed);
            Claim purchase = reading.state(Claim.FOLD, LoyaltyStreams.earned(c.purchase()));
            reading.state(Ledger.FOLD, LoyaltyStreams.account(c.customer()));
            return Decision.of(LoyaltyDecider.decide(c, purchase, settlement), c.customer(), claimed, reading);
        });
    }

    private static Decision<Personal<String>> cardOf(List<RecordedFact> account) {
        for (RecordedFact told : account) {
            if (told.fact() instanceof CardIssued issued) {
                return Decision.known(issued.number(), told.position());
            }
        }
        throw new IllegalStateException("a card that was never issued");
    }

    /** The first result again, whatever the accounts have come to since, and whoever was one with the customer then. */
    private static Decision<Long> balanceAfter(RedeemPoints c, Reading reading) {
        long made = reading.position(LoyaltyStreams.redeemed(c.redemption()));
        long balance = 0;
        for (CustomerId member : Merged.at(made, c.customer(), reading).members()) {
            balance += balanceAt(made, reading.history(LoyaltyStreams.account(member)));
        }
        return Decision.known(balance, made);
    }
}
