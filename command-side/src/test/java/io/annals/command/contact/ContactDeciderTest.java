package io.annals.command.contact;

import static io.annals.command.contact.Examples.ANNA;
import static io.annals.command.contact.Examples.BERTA;
import static io.annals.command.contact.Examples.EMAIL;
import static io.annals.command.contact.Examples.NEWCOMER;
import static io.annals.command.contact.Examples.PHONE;
import static io.annals.command.contact.Examples.back;
import static io.annals.command.contact.Examples.bought;
import static io.annals.command.contact.Examples.by;
import static io.annals.command.contact.Examples.line;
import static io.annals.command.contact.Examples.note;
import static io.annals.command.contact.Examples.usd;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CustomerIsErased;
import io.annals.command.CustomerStatus;
import io.annals.command.contact.ContactDecider.Delivered;
import io.annals.command.contact.TakeGoodsBack.Item;
import io.annals.edge.refusal.BadInput;
import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Code;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.LinesTakenBack;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ReturnedLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class ContactDeciderTest {
    private static final ContactState UNHEARD = new ContactState.Unheard();

    @Test
    void the_same_contact_again_records_nothing() {
        RecordContact c = note(by(EMAIL));

        assertThat(ContactDecider.decide(c, new ContactState.Recorded(ANNA, "f1"), new CustomerMatch.Stranger()))
                .isEmpty();
    }

    @Test
    void a_contact_as_an_earlier_version_fingerprinted_it_is_the_same() {
        RecordContact c = new RecordContact(by(EMAIL), note(by(EMAIL)).contact(), new Recognition(Set.of("old"), null));

        assertThat(ContactDecider.decide(c, new ContactState.Recorded(ANNA, "old"), new CustomerMatch.Stranger()))
                .isEmpty();
    }

    @Test
    void a_purchase_that_is_told_again_is_recorded_once_whatever_came_back_of_it() {
        ContactState purchase = bought(line("1", "2", "10.00"));
        RecordContact again = new RecordContact(
                by(EMAIL), new NoteTaken(Examples.contact("p1", "fp"), Personal.of("hello")), Recognition.BY_ITSELF);

        assertThat(ContactDecider.isSame(again, purchase)).isTrue();
        assertThat(ContactDecider.isSame(note(by(EMAIL)), purchase)).isFalse();
        assertThat(ContactDecider.isSame(again, UNHEARD)).isFalse();
    }

    @Test
    void an_email_that_comes_again_is_the_same_to_its_customer_whatever_a_list_has_added() {
        ContactState recorded = new ContactState.Recorded(ANNA, "as it came first");
        CustomerMatch annas = new CustomerMatch.Of(ANNA, List.of(), Map.of());
        CustomerMatch bertas = new CustomerMatch.Of(BERTA, List.of(), Map.of());

        for (RecordContact mail : List.of(received("another"), sent("another"))) {
            assertThat(ContactDecider.delivered(mail, UNHEARD, annas)).isEqualTo(Delivered.NEW);
            assertThat(ContactDecider.delivered(mail, recorded, annas)).isEqualTo(Delivered.AGAIN);
            assertThat(ContactDecider.delivered(mail, recorded, bertas))
                    .as("one message goes to many")
                    .isEqualTo(Delivered.ANOTHERS);
            assertThat(ContactDecider.delivered(mail, new ContactState.Recorded(ANNA, "f1"), bertas))
                    .as("word for word, whoever is named by now")
                    .isEqualTo(Delivered.AGAIN);
        }
        assertThat(ContactDecider.delivered(received(null), recorded, bertas))
                .as("its id is its own")
                .isEqualTo(Delivered.AGAIN);
        assertThat(ContactDecider.decide(received("another"), recorded, annas)).isEmpty();
    }

    private static RecordContact received(@Nullable String another) {
        Personal<String> text = Personal.of("hello");
        return new RecordContact(
                by(EMAIL), new EmailReceived(Examples.contact("c1", "f1"), text, text, text), under(another));
    }

    private static RecordContact sent(@Nullable String another) {
        Personal<String> text = Personal.of("hello");
        return new RecordContact(
                by(EMAIL), new EmailSent(Examples.contact("c1", "f1"), text, text, text), under(another));
    }

    private static Recognition under(@Nullable String another) {
        return new Recognition(Set.of(), another == null ? null : new ContactId(another));
    }

    @Test
    void the_same_id_with_another_content_is_refused() {
        RecordContact c = note(by(EMAIL));

        assertThatThrownBy(() -> ContactDecider.decide(
                        c, new ContactState.Recorded(ANNA, "other"), new CustomerMatch.Stranger()))
                .isInstanceOf(ContactAlreadyRecorded.class);
    }

    @Test
    void a_return_is_told_in_its_own_stream_and_in_the_purchases() {
        ContactState purchase = bought(line("1", "2", "10.00"), line("2", "1", "5.00"));
        TakeGoodsBack c = back("r1", new Item(new Code("1"), BigDecimal.ONE));

        List<Fact> facts = ContactDecider.decide(
                c, UNHEARD, purchase, CustomerStatus.REGISTERED, CustomerMatch.find(c.known(), Map.of()));

        List<ReturnedLine> lines = List.of(new ReturnedLine(new Code("1"), BigDecimal.ONE, usd("5.00")));
        assertThat(facts)
                .containsExactly(
                        new PurchaseReturned(c.told().of(ANNA), c.purchase(), lines, usd("5.00"), null),
                        new LinesTakenBack(
                                c.purchase(),
                                ANNA,
                                c.told().id(),
                                lines,
                                usd("15.00"),
                                usd("10.00"),
                                c.told().occurredAt()));
    }

    @Test
    void goods_that_somebody_else_brings_make_them_a_customer_and_are_the_buyers_all_the_same() {
        ContactState purchase = bought(line("1", "2", "10.00"));
        TakeGoodsBack annas = back("r1", new Item(new Code("1"), null));
        TakeGoodsBack c = new TakeGoodsBack(
                by(PHONE), annas.told(), annas.purchase(), annas.items(), null, Recognition.BY_ITSELF);

        List<Fact> facts = decided(c, purchase);

        assertThat(facts)
                .extracting(fact -> fact.getClass().getSimpleName() + " of " + fact.customer())
                .containsExactly(
                        "CustomerRegistered of " + NEWCOMER,
                        "IdentityAdded of " + NEWCOMER,
                        "IdentityClaimed of " + NEWCOMER,
                        "PurchaseReturned of " + NEWCOMER,
                        "LinesTakenBack of " + ANNA);
    }

    @Test
    void a_return_that_is_told_again_takes_nothing_back_and_another_under_its_id_is_refused() {
        ContactState purchase = bought(line("1", "2", "10.00"));
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));

        assertThat(decided(c, new ContactState.Recorded(ANNA, "f-r1"), purchase))
                .isEmpty();
        assertThatThrownBy(() -> decided(c, new ContactState.Recorded(ANNA, "other"), purchase))
                .isInstanceOf(ContactAlreadyRecorded.class);
    }

    @Test
    void each_line_of_a_return_takes_its_part_of_the_money_back() {
        ContactState purchase = bought(line("1", "3", "10.00"), line("2", "1", "5.00"));

        List<Fact> facts =
                decided(back("r1", new Item(new Code("1"), BigDecimal.ONE), new Item(new Code("2"), null)), purchase);

        assertThat(((PurchaseReturned) facts.getFirst()).refund()).isEqualTo(usd("8.33"));
        assertThat(((LinesTakenBack) facts.getLast()).totalAfter()).isEqualTo(usd("6.67"));
        ContactState.Bought left = (ContactState.Bought) after(purchase, facts);
        assertThat(left.customer()).isEqualTo(ANNA);
        assertThat(left.fingerprint()).isEqualTo("fp");
        assertThat(left.at()).isEqualTo(Examples.NOON);
        assertThat(left.goods().left()).isEqualTo(usd("6.67"));
        assertThatThrownBy(() -> decided(back("r2", new Item(new Code("1"), BigDecimal.valueOf(3))), left))
                .as("two of three are left")
                .isInstanceOfSatisfying(
                        MoreThanIsLeft.class,
                        refusal -> assertThat(refusal.facts()).containsEntry("left", BigDecimal.TWO));
    }

    @Test
    void what_is_told_of_a_stream_is_a_contact_or_a_purchase_and_goods_come_back_of_purchases_alone() {
        ContactState note = UNHEARD.after(note(by(EMAIL)).contact());
        LinesTakenBack back =
                (LinesTakenBack) decided(back("r1", new Item(new Code("1"), null)), bought(line("1", "1", "1.00")))
                        .getLast();

        assertThat(note).isEqualTo(new ContactState.Recorded(NEWCOMER, "f1"));
        assertThat(note.after(back)).isEqualTo(note);
        assertThat(UNHEARD.after(back)).isEqualTo(UNHEARD);
        assertThat(UNHEARD.customer()).isNull();
    }

    @Test
    void without_a_quantity_all_that_is_left_goes_back() {
        ContactState purchase = bought(line("1", "3", "10.00"));
        TakeGoodsBack first = back("r1", new Item(new Code("1"), BigDecimal.ONE));
        ContactState left = after(purchase, decided(first, purchase));

        List<Fact> facts = decided(back("r2", new Item(new Code("1"), null)), left);

        assertThat(((PurchaseReturned) facts.getFirst()).lines().getFirst().quantity())
                .isEqualByComparingTo("2");
        assertThat(((LinesTakenBack) facts.getLast()).totalAfter()).isEqualTo(usd("0.00"));
    }

    @Test
    void no_more_goes_back_than_is_left() {
        ContactState purchase = bought(line("1", "2", "10.00"));
        ContactState left = after(purchase, decided(back("r1", new Item(new Code("1"), null)), purchase));

        assertThatThrownBy(() -> decided(back("r2", new Item(new Code("1"), BigDecimal.ONE)), left))
                .isInstanceOfSatisfying(
                        MoreThanIsLeft.class,
                        refusal -> assertThat(refusal.facts()).containsEntry("asked", BigDecimal.ONE));
        assertThatThrownBy(() -> decided(back("r2", new Item(new Code("1"), null)), left))
                .as("all that is left of it is nothing")
                .isInstanceOf(MoreThanIsLeft.class);
    }

    @Test
    void a_line_that_was_never_bought_is_named() {
        assertThatThrownBy(() -> decided(back("r1", new Item(new Code("7"), null)), bought(line("1", "2", "10.00"))))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("content.lines[0].line"));
    }

    @Test
    void goods_come_back_after_they_were_bought() {
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));
        ContactState.Bought bought = (ContactState.Bought) bought(line("1", "1", "1.00"));
        ContactState later = new ContactState.Bought(
                bought.customer(), bought.fingerprint(), bought.goods(), Examples.NOON.plus(Duration.ofHours(25)));
        ContactState byAClockAhead = new ContactState.Bought(
                bought.customer(), bought.fingerprint(), bought.goods(), Examples.NOON.plus(Duration.ofHours(24)));

        assertThatThrownBy(() -> decided(c, later))
                .isInstanceOfSatisfying(
                        BadInput.class, bad -> assertThat(bad.field()).isEqualTo("occurredAt"));
        assertThat(decided(c, byAClockAhead)).isNotEmpty();
    }

    @Test
    void only_purchases_are_returned() {
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));

        assertThatThrownBy(() -> decided(c, UNHEARD)).isInstanceOf(UnknownPurchase.class);
        assertThatThrownBy(() -> decided(c, new ContactState.Recorded(ANNA, "f")))
                .isInstanceOf(NotAPurchase.class);
    }

    @Test
    void nothing_is_recorded_of_a_buyer_who_asked_to_be_forgotten() {
        TakeGoodsBack c = back("r1", new Item(new Code("1"), null));

        assertThatThrownBy(() -> ContactDecider.decide(
                        c,
                        UNHEARD,
                        bought(line("1", "1", "1.00")),
                        CustomerStatus.ERASED,
                        CustomerMatch.find(c.known(), Map.of())))
                .isInstanceOf(CustomerIsErased.class);
    }

    private static List<Fact> decided(TakeGoodsBack c, ContactState purchase) {
        return decided(c, UNHEARD, purchase);
    }

    private static List<Fact> decided(TakeGoodsBack c, ContactState state, ContactState purchase) {
        return ContactDecider.decide(
                c, state, purchase, CustomerStatus.REGISTERED, CustomerMatch.find(c.known(), Map.of()));
    }

    private static ContactState after(ContactState purchase, List<Fact> facts) {
        return purchase.after((LinesTakenBack) facts.getLast());
    }
}
