package io.annals.query;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.customer.CustomerEvent.AttributesCorrected;
import io.annals.events.customer.CustomerEvent.ConsentGiven;
import io.annals.events.customer.CustomerEvent.ConsentWithdrawn;
import io.annals.events.customer.CustomerEvent.CustomerRegistered;
import io.annals.events.customer.CustomerEvent.CustomerRenamed;
import io.annals.events.customer.CustomerEvent.IdentityAdded;
import io.annals.events.customer.CustomerEvent.IdentityConflictFound;
import io.annals.events.customer.CustomerEvent.RegionAssigned;
import io.annals.events.customer.CustomerEvent.TeamAssigned;
import io.annals.events.customer.IdentityKind;
import io.annals.events.customer.PartyKind;
import io.annals.events.customer.PartyRole;
import io.annals.events.loyalty.LoyaltyEvent.CardIssued;
import io.annals.events.loyalty.LoyaltyEvent.GoodwillGranted;
import io.annals.events.loyalty.LoyaltyEvent.PointsEarned;
import io.annals.events.loyalty.LoyaltyEvent.PointsRedeemed;
import io.annals.events.loyalty.LoyaltyEvent.PointsTakenBack;
import io.annals.events.loyalty.LoyaltyEvent.PurchaseRewarded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.joda.money.Money;

/** Facts to tell: one by one, or whole lives by chance. */
public final class Stories {
    public static final CustomerId ANN = CustomerId.of("01890a5d-ac96-774b-bcce-b302099a8057");
    public static final Instant THEN = Instant.parse("2026-01-01T10:00:00Z");

    private static final List<String> CURRENCIES = List.of("USD", "EUR");

    private Stories() {}

    public static CustomerId customer(int number) {
        return new CustomerId(new UUID(0x01890a5d_ac96_774bL, 0xbcce_0000_0000_0000L + number));
    }

    public static Instant day(int number) {
        return THEN.plusSeconds(86_400L * number);
    }

    public static Contact contact(CustomerId customer, String id, String channel, Instant when) {
        return new Contact(
                new ContactId(id),
                customer,
                channel,
                Direction.INBOUND,
                Personal.of("external-" + id),
                when,
                "print-" + id);
    }

    public static CustomerRegistered registered(CustomerId customer, String name) {
        return new CustomerRegistered(
                customer, PartyKind.PERSON, Set.of(PartyRole.CUSTOMER), Personal.of(name), null, THEN);
    }

    public static IdentityAdded knownBy(CustomerId customer, IdentityKind kind, String value, String key) {
        return new IdentityAdded(customer, kind, Personal.of(value), key, THEN);
    }

    public static EmailReceived email(CustomerId customer, String id, Instant when, String text) {
        return new EmailReceived(
                contact(customer, id, "mail", when),
                Personal.of("ann@example.com"),
                Personal.of("About " + text),
                Personal.of(text));
    }

    public static PurchaseMade purchase(CustomerId customer, String id, Instant when, String total) {
        Money money = Money.parse(total);
        return new PurchaseMade(
                contact(customer, id, "store-12", when),
                List.of(new PurchaseLine(new Code("1"), CodedText.of("shoes"), BigDecimal.ONE, money)),
                money,
                null,
                CodedText.of("card"),
                null);
    }

    public static LinesTakenBack takenBack(CustomerId customer, String purchase, String before, String after) {
        return new LinesTakenBack(
                new ContactId(purchase),
                customer,
                new ContactId("return-of-" + purchase),
                List.of(),
                Money.parse(before),
                Money.parse(after),
                day(9));
    }

    public static PointsEarned earned(CustomerId customer, long points, String purchase) {
        return new PointsEarned(customer, points, new ContactId(purchase), day(2));
    }

    /** A customer's life: registered first, then anything. Ids are unique to the tag. */
    public static List<Fact> life(CustomerId customer, Random chance, int length, String tag) {
        List<Fact> life = new ArrayList<>();
        life.add(registered(customer, "Ann Example " + tag));
        for (int i = 1; i < length; i++) {
            life.add(anything(customer, chance, tag + "-" + i));
        }
        return life;
    }

    private static Fact anything(CustomerId customer, Random chance, String id) {
        Instant when = day(chance.nextInt(300));
        String channel = "channel-" + chance.nextInt(3);
        return switch (chance.nextInt(18)) {
            case 0 -> email(customer, id, when, "text " + id);
            case 15 -> Happening.any(customer, chance, when);
            case 16 ->
                new NoteTaken(contact(customer, id, channel, when), Personal.of("note " + id), Set.of("ann", "bob"));
            case 1 -> new NoteTaken(contact(customer, id, channel, when), Personal.of("note " + id));
            case 2, 3 ->
                purchase(customer, id, when, CURRENCIES.get(chance.nextInt(2)) + " " + chance.nextInt(900) + ".25");
            case 4 -> takenBack(customer, id, "USD 20.00", "USD " + chance.nextInt(20) + ".00");
            case 5 -> earned(customer, chance.nextInt(100), id);
            case 6 ->
                new PointsTakenBack(customer, chance.nextInt(50), new ContactId(id), new ContactId("r" + id), when);
            case 7 -> new PointsRedeemed(customer, 1 + chance.nextInt(9), "redemption-" + id, when);
            case 8 -> knownBy(customer, IdentityKind.EMAIL, id + "@example.com", "key-" + id);
            case 9 ->
                new AttributesCorrected(
                        customer, Personal.of(Map.of("sex." + chance.nextInt(2), "f")), List.of("$income"), when);
            case 10 ->
                chance.nextBoolean()
                        ? new ConsentGiven(customer, channel, "news", when)
                        : new ConsentWithdrawn(customer, channel, "news", when);
            case 13 ->
                chance.nextBoolean()
                        ? new TeamAssigned(customer, chance.nextBoolean() ? "north" : null, when)
                        : new RegionAssigned(customer, "region-" + chance.nextInt(3), when);
            case 14 ->
                new GoodwillGranted(customer, 1 + chance.nextInt(9), Personal.of("sorry " + id), "anna", id, when);
            case 11 -> new CustomerRenamed(customer, Personal.of("Ann " + id), when);
            case 12 ->
                chance.nextBoolean()
                        ? new CardIssued(customer, Personal.of("4000" + chance.nextInt(9)), "card-" + id, when)
                        : new IdentityConflictFound(
                                customer, customer(7), true, IdentityKind.PHONE, new ContactId(id), when);
            default ->
                new PurchaseRewarded(customer, new ContactId(id), Money.parse("USD 1.00"), BigDecimal.ONE, 1, when);
        };
    }
}
