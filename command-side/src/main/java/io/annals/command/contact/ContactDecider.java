package io.annals.command.contact;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.edge.refusal.BadInput;
import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.contact.ReturnedLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.joda.money.Money;

/** Decides about contacts. Pure. An empty list: it is recorded already, just so. */
final class ContactDecider {
    /** By so much tills that tell of a purchase and of its return may disagree; also a date without a time may be meant. */
    private static final Duration CLOCKS_DIFFER = Duration.ofDays(1);

    private ContactDecider() {}

    static List<Fact> decide(RecordContact c, ContactState state, CustomerMatch whose) {
        if (delivered(c, state, whose) == Delivered.AGAIN) {
            return List.of();
        }
        List<Fact> facts = whose.facts(c.known(), c.told());
        facts.add(c.contact().with(contactOf(whose, c.told())));
        return facts;
    }

    /** What a contact is to what is recorded under its id. */
    enum Delivered {
        /** Nothing is. */
        NEW,
        /** It is what is recorded. */
        AGAIN,
        /** An e-mail of that Message-ID is somebody else's: one message goes to many. */
        ANOTHERS
    }

    /**
     * A Message-ID belongs to exactly one version of one message (RFC 5322, 3.6.4): what comes to the same customer under it
     * is that message again, whatever a list or a gateway has added to it on the way.
     *
     * @throws ContactAlreadyRecorded when another contact than this is recorded under its id
     */
    static Delivered delivered(RecordContact c, ContactState state, CustomerMatch whose) {
        CustomerId recorded = state.customer();
        if (recorded == null) {
            return Delivered.NEW;
        }
        return switch (c.contact()) {
            case EmailReceived _, EmailSent _ ->
                c.recognition().another() == null || isSame(c, state) || recorded.equals(whose.customer(c.told()))
                        ? Delivered.AGAIN
                        : Delivered.ANOTHERS;
            default -> isRecorded(c, state) ? Delivered.AGAIN : Delivered.NEW;
        };
    }

    /** @param buyer the standing of the customer who bought; {@code UNKNOWN} when there is no such purchase */
    static List<Fact> decide(
            TakeGoodsBack c, ContactState state, ContactState purchase, CustomerStatus buyer, CustomerMatch whose) {
        if (isRecorded(c, state)) {
            return List.of();
        }
        return switch (purchase) {
            case ContactState.Unheard _ -> throw new UnknownPurchase();
            case ContactState.Recorded _ -> throw new NotAPurchase();
            case ContactState.Bought bought -> {
                if (buyer == CustomerStatus.ERASED) {
                    throw new CustomerIsErased();
                }
                yield takeBack(c, bought, whose);
            }
        };
    }

    private static List<Fact> takeBack(TakeGoodsBack c, ContactState.Bought bought, CustomerMatch whose) {
        if (c.told().occurredAt().isBefore(bought.at().minus(CLOCKS_DIFFER))) {
            throw new BadInput("occurredAt", "must not be before the purchase that it takes back");
        }
        List<ReturnedLine> lines = new ArrayList<>();
        Money refund = Money.zero(bought.goods().left().getCurrencyUnit());
        for (int i = 0; i < c.items().size(); i++) {
            ReturnedLine line = returned(c.items().get(i), bought.goods(), "content.lines[" + i + "]");
            lines.add(line);
            refund = refund.plus(line.refund());
        }
        Contact contact = contactOf(whose, c.told());
        Money before = bought.goods().left();
        List<Fact> facts = whose.facts(c.known(), c.told());
        facts.add(new PurchaseReturned(contact, c.purchase(), List.copyOf(lines), refund, c.reason()));
        facts.add(new LinesTakenBack(
                c.purchase(),
                bought.customer(),
                contact.id(),
                List.copyOf(lines),
                before,
                before.minus(refund),
                contact.occurredAt()));
        return facts;
    }

    private static ReturnedLine returned(TakeGoodsBack.Item item, Goods goods, String field) {
        Goods.Line line = goods.line(item.line());
        if (line == null) {
            throw new BadInput(field + ".line", "must name a line of the purchase");
        }
        BigDecimal asked = item.quantity() == null ? line.remaining() : item.quantity();
        if (asked.signum() == 0 || asked.compareTo(line.remaining()) > 0) {
            throw new MoreThanIsLeft(field, line.remaining(), asked);
        }
        return new ReturnedLine(item.line(), asked, line.refundOf(asked));
    }

    /** @throws ContactAlreadyRecorded when it is, with another content */
    static boolean isRecorded(ContactCommand c, ContactState state) {
        if (state.customer() == null) {
            return false;
        }
        if (!isSame(c, state)) {
            throw new ContactAlreadyRecorded(c.told().id());
        }
        return true;
    }

    /** Whether what is recorded was told in the very same words. */
    static boolean isSame(ContactCommand c, ContactState state) {
        return switch (state) {
            case ContactState.Unheard _ -> false;
            case ContactState.Recorded recorded -> c.isSame(recorded.fingerprint());
            case ContactState.Bought bought -> c.isSame(bought.fingerprint());
        };
    }

    private static Contact contactOf(CustomerMatch whose, Contact told) {
        return told.of(whose.customer(told));
    }
}
