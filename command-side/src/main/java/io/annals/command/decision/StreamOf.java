package io.annals.command.decision;

import io.annals.encoding.StreamNames;
import io.annals.events.Fact;
import io.annals.events.contact.ContactEvent;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
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
import io.annals.events.loyalty.LoyaltyEvent;
import io.annals.events.loyalty.LoyaltyEvent.AllowanceUsed;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.GrantMade;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import io.annals.events.loyalty.LoyaltyEvent.RedemptionMade;
import io.annals.events.loyalty.LoyaltyEvent.ReturnSettled;
import io.annals.events.task.TaskEvent;

/** To which stream a fact belongs: the fact itself says it, so that no decider can get it wrong. */
public final class StreamOf {
    private StreamOf() {}

    /**
     * The name of the fact's stream.
     *
     * @throws IllegalArgumentException for a family that is not known here
     */
    public static String fact(Fact fact) {
        return switch (fact) {
            case ContactEvent contact -> of(contact);
            case CustomerEvent customer -> of(customer);
            case LoyaltyEvent loyalty -> of(loyalty);
            case TaskEvent task -> StreamNames.task(task.task());
            default -> throw new IllegalArgumentException("no stream for " + fact.getClass());
        };
    }

    private static String of(ContactEvent event) {
        return switch (event) {
            case ContactMade made -> StreamNames.contact(made.contact().id());
            case LinesTakenBack back -> StreamNames.contact(back.purchase());
        };
    }

    private static String of(CustomerEvent event) {
        return switch (event) {
            case IdentityClaimed claimed -> StreamNames.identity(claimed.kind(), claimed.key());
            case IdentityReleased released -> StreamNames.identity(released.kind(), released.key());
            case CustomerRegistered _,
                    CustomerRenamed _,
                    RolesAssigned _,
                    TeamAssigned _,
                    RegionAssigned _,
                    IdentityAdded _,
                    AttributesCorrected _,
                    ConsentGiven _,
                    ConsentWithdrawn _,
                    IdentityConflictFound _,
                    CustomerErased _ -> StreamNames.customer(event.customer());
        };
    }

    private static String of(LoyaltyEvent event) {
        return switch (event) {
            case PurchaseRewarded rewarded -> StreamNames.earned(rewarded.purchase());
            case ReturnSettled settled -> StreamNames.takenBack(settled.takenBackBy());
            case RedemptionMade made -> StreamNames.redeemed(made.redemption());
            case GrantMade made -> StreamNames.granted(made.grant());
            case AllowanceUsed used -> StreamNames.allowance(used.by(), used.day());
            case CardIssued _, PointsEarned _, PointsTakenBack _, PointsRedeemed _, GoodwillGranted _ ->
                StreamNames.loyalty(event.customer());
        };
    }
}
