package io.annals.command.contact;

import io.annals.command.Identity;
import io.annals.events.CustomerId;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.CodedText;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.contact.PurchaseLine;
import io.annals.events.customer.IdentityKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.joda.money.Money;

/** Examples. */
final class Examples {
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final CustomerId ANNA = customer(1);
    static final CustomerId BERTA = customer(2);
    static final CustomerId NEWCOMER = customer(9);
    static final Identity CARD = new Identity(IdentityKind.CARD, "9000", "card-key");
    static final Identity EXTERNAL = new Identity(IdentityKind.EXTERNAL_ID, "00042", "external-key");
    static final Identity EMAIL = new Identity(IdentityKind.EMAIL, "anna@example.org", "email-key");
    static final Identity PHONE = new Identity(IdentityKind.PHONE, "+4930123456", "phone-key");

    private Examples() {}

    static CustomerId customer(int n) {
        return new CustomerId(new UUID(7, n));
    }

    static Contact contact(String id, String fingerprint) {
        return new Contact(
                new ContactId(id), NEWCOMER, "mail", Direction.INBOUND, Personal.of("ext"), NOON, fingerprint);
    }

    static RecordContact note(KnownBy known) {
        return new RecordContact(known, new NoteTaken(contact("c1", "f1"), Personal.of("hello")));
    }

    static KnownBy by(Identity... identities) {
        return new KnownBy(null, List.of(identities), "Anna");
    }

    static Money usd(String amount) {
        return Money.parse("USD " + amount);
    }

    static PurchaseLine line(String id, String quantity, String price) {
        return new PurchaseLine(new Code(id), CodedText.of("cd"), new BigDecimal(quantity), usd(price));
    }

    static ContactState bought(PurchaseLine... lines) {
        Money total =
                Money.total(List.of(lines).stream().map(PurchaseLine::price).toList());
        Contact contact =
                new Contact(new ContactId("p1"), ANNA, "store-1", Direction.INBOUND, Personal.of("r1"), NOON, "fp");
        return new ContactState.Unheard().after(new PurchaseMade(contact, List.of(lines), total, null, null, null));
    }

    static TakeGoodsBack back(String contact, TakeGoodsBack.Item... items) {
        return new TakeGoodsBack(
                new KnownBy(ANNA, List.of(), null),
                contact(contact, "f-" + contact),
                new ContactId("p1"),
                List.of(items),
                null,
                Recognition.BY_ITSELF);
    }
}
