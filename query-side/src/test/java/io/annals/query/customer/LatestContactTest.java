package io.annals.query.customer;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.contact;
import static io.annals.query.Stories.day;
import static io.annals.query.Stories.email;
import static io.annals.query.Stories.purchase;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Fact;
import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import io.annals.events.customer.CustomerEvent.CustomerErased;
import io.annals.query.GivenFact;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a list shows of the contact that took place last. */
@Tag("quick")
class LatestContactTest {
    private static CustomerView after(Fact... facts) {
        return GivenFact.view(new CustomerFold(), List.of(facts));
    }

    @Test
    void the_latest_contact_is_what_was_said_last_however_late_it_is_told() {
        CustomerView view = after(
                email(ANN, "m2", day(4), " the  lamp\nthat flickers "),
                email(ANN, "m1", day(2), "hello"),
                purchase(ANN, "p", day(3), "USD 9.90"));

        assertThat(view.latest()).satisfies(latest -> {
            assertThat(latest.kind()).isEqualTo(ContactKind.EMAIL);
            assertThat(latest.at()).isEqualTo(day(4));
            assertThat(latest.said()).isEqualTo("About the lamp that flickers");
        });
    }

    @Test
    void a_note_is_no_contact_that_a_list_shows_and_what_was_said_goes_with_an_erasure() {
        Contact within = new Contact(
                new ContactId("n"), ANN, "desk", Direction.INTERNAL, Personal.of("external-n"), day(5), "print-n");
        Fact note = new NoteTaken(within, Personal.of("She has a key."));
        Fact mail = email(ANN, "m1", day(2), "hello");

        assertThat(after(mail, note).latest())
                .satisfies(latest -> assertThat(latest.at()).isEqualTo(day(2)));
        assertThat(after(mail, note, new CustomerErased(ANN, day(6))).latest())
                .satisfies(latest -> assertThat(latest.said()).isNull());
    }

    @Test
    void a_long_text_is_cut_and_never_within_a_character() {
        assertThat(after(email(ANN, "m1", day(2), "💡".repeat(200))).latest())
                .satisfies(latest -> assertThat(latest.said())
                        .hasSizeLessThanOrEqualTo(160)
                        .isEqualTo("About " + "💡".repeat(76) + "…"));
    }

    @Test
    void of_two_contacts_at_once_the_one_told_last_is_the_latest() {
        assertThat(after(email(ANN, "m1", day(2), "first"), email(ANN, "m2", day(2), "second"))
                        .latest())
                .satisfies(latest -> assertThat(latest.said()).isEqualTo("About second"));
    }

    @Test
    void what_was_said_is_shown_whole_as_long_as_it_fits_in_a_line() {
        assertThat(after(email(ANN, "m1", day(2), "x".repeat(154))).latest())
                .satisfies(latest -> assertThat(latest.said()).isEqualTo("About " + "x".repeat(154)));
        assertThat(after(email(ANN, "m1", day(2), "x".repeat(155))).latest())
                .satisfies(latest -> assertThat(latest.said()).isEqualTo("About " + "x".repeat(153) + "…"));
        assertThat(after(purchase(ANN, "p", day(3), "USD 9.90")).latest())
                .satisfies(latest -> assertThat(latest.said()).isNull());
    }

    @Test
    void what_has_no_subject_any_more_shows_its_text() {
        Fact mail = new EmailReceived(
                contact(ANN, "m1", "mail", day(2)),
                Personal.of("ann@example.com"),
                Personal.erased(),
                Personal.of("Where is it?"));
        Fact blank = new EmailReceived(
                contact(ANN, "m2", "mail", day(3)), Personal.of("ann@example.com"), Personal.of(" "), Personal.of(" "));

        assertThat(after(mail).latest())
                .satisfies(latest -> assertThat(latest.said()).isEqualTo("Where is it?"));
        assertThat(after(blank).latest())
                .satisfies(latest -> assertThat(latest.said()).isNull());
    }
}
