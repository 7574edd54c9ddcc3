package io.annals.command;

import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.ContactId;
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
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
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
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** One fact of each kind of a family: for what holds whatever is told. */
public final class EveryFact {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    private static final CustomerId CY = new CustomerId(new UUID(7, 3));
    private static final CustomerId DORA = new CustomerId(new UUID(7, 4));
    private static final ContactId PURCHASE = new ContactId("p1");
    private static final ContactId RETURN = new ContactId("b1");

    private EveryFact() {}

    public static List<CustomerEvent> ofCustomers() {
        return List.of(
                new CustomerRegistered(CY, PartyKind.PERSON, Set.of(PartyRole.SUPPLIER), Personal.of("Cy"), null, NOON),
                new CustomerRenamed(CY, Personal.of("Cyril"), NOON),
                new RolesAssigned(CY, Set.of(PartyRole.PARTNER), NOON),
                new TeamAssigned(CY, "north", NOON),
                new RegionAssigned(CY, "kyiv", NOON),
                new IdentityAdded(CY, IdentityKind.PHONE, Personal.of("+4930123456"), "phone-key", NOON),
                new AttributesCorrected(CY, Personal.of(Map.of("city", "Kyiv")), List.of(), NOON),
                new ConsentGiven(CY, "mail", "news", NOON),
                new ConsentWithdrawn(CY, "mail", "news", NOON),
                new IdentityConflictFound(CY, DORA, true, IdentityKind.PHONE, PURCHASE, NOON),
                new CustomerErased(CY, NOON),
                new IdentityClaimed(CY, IdentityKind.PHONE, "phone-key", NOON),
                new IdentityReleased(CY, IdentityKind.PHONE, "phone-key", NOON));
    }

    public static List<LoyaltyEvent> ofAccounts() {
        return List.of(
                new CardIssued(CY, Personal.of("9000"), "card-key", NOON),
                new PointsEarned(CY, 7, PURCHASE, NOON),
                new PointsTakenBack(CY, 7, PURCHASE, RETURN, NOON),
                new PointsRedeemed(CY, 7, "r1", NOON),
                new GoodwillGranted(CY, 7, Personal.of("sorry"), "ben", "g1", NOON),
                new PurchaseRewarded(CY, PURCHASE, Money.parse("USD 7.00"), BigDecimal.ONE, 7, NOON),
                new ReturnSettled(CY, PURCHASE, RETURN, 7, NOON),
                new RedemptionMade(CY, "r1", 7, NOON),
                new GrantMade(CY, "g1", 7, NOON),
                new AllowanceUsed(CY, "ben", "2026-03-03", 7, NOON));
    }
}
