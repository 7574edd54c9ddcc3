package io.annals.query.customer;

import static io.annals.query.Stories.ANN;
import static io.annals.query.Stories.day;
import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.Personal;
import io.annals.events.contact.Contact;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.query.customer.Dealings.Handler;
import io.annals.query.customer.Dealings.Waiting;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DealingsTest {
    private static Contact contact(String id, Direction direction, int day) {
        return new Contact(
                new ContactId(id), ANN, "channel-" + id, direction, Personal.of(id), day(day), "print-" + id);
    }

    private static ContactMade asks(String id, int day) {
        Personal<String> text = Personal.of("where is it");
        return new EmailReceived(contact(id, Direction.INBOUND, day), text, text, text);
    }

    private static ContactMade answers(int day) {
        Personal<String> text = Personal.of("here");
        return new EmailSent(contact("answer-" + day, Direction.OUTBOUND, day), text, text, text);
    }

    private static ContactMade call(Direction direction, @Nullable String outcome, int day) {
        return new CallMade(contact("call-" + day, direction, day), null, outcome, null);
    }

    private static Dealings after(ContactMade... contacts) {
        Dealings dealings = Dealings.NONE;
        for (ContactMade made : contacts) {
            dealings = dealings.with(made, "anna");
        }
        return dealings;
    }

    private static @Nullable Instant since(ContactMade... contacts) {
        Waiting waiting = after(contacts).waiting();
        return waiting == null ? null : waiting.since();
    }

    @Test
    void who_asks_twice_waits_since_the_first_time() {
        assertThat(after(asks("m1", 1), asks("m2", 3)).waiting())
                .extracting(Waiting::since, Waiting::latest, Waiting::channel)
                .containsExactly(day(1), day(3), "channel-m1");
    }

    @Test
    void an_answer_on_any_channel_ends_the_waiting() {
        assertThat(since(asks("m1", 1), answers(2))).isNull();
        assertThat(since(asks("m1", 1), call(Direction.OUTBOUND, "answered", 2)))
                .isNull();
        assertThat(since(asks("m1", 1), call(Direction.INBOUND, "answered", 2))).isNull();
        assertThat(since(
                        asks("m1", 1),
                        new VisitMade(contact("v", Direction.INTERNAL, 2), null, null, Personal.of("mended"))))
                .isNull();
    }

    @Test
    void a_note_or_a_call_that_nobody_took_is_no_answer() {
        assertThat(since(asks("m1", 1), new NoteTaken(contact("n", Direction.INTERNAL, 2), Personal.of("angry"))))
                .isEqualTo(day(1));
        assertThat(since(asks("m1", 1), call(Direction.OUTBOUND, "No answer", 2)))
                .isEqualTo(day(1));
    }

    @Test
    void a_missed_call_wants_an_answer_and_one_that_was_taken_is_one() {
        assertThat(since(call(Direction.INBOUND, "missed", 4))).isEqualTo(day(4));
        assertThat(since(call(Direction.INBOUND, null, 4))).isNull();
    }

    @Test
    void contacts_that_are_told_late_come_where_they_belong() {
        assertThat(since(answers(5), asks("late", 3))).isNull();
        assertThat(since(asks("m1", 5), asks("late", 3))).isEqualTo(day(3));
        assertThat(since(asks("m1", 5), answers(3))).isEqualTo(day(5));
        assertThat(since(asks("m1", 1), asks("m2", 9), answers(5))).isEqualTo(day(9));
    }

    @Test
    void the_latest_five_who_dealt_with_a_customer_are_known() {
        Dealings dealings = Dealings.NONE;
        for (int i = 1; i <= 7; i++) {
            dealings = dealings.with(asks("m" + i, i), "agent-" + i);
        }
        dealings = dealings.with(asks("again", 8), "agent-4");

        assertThat(dealings.handlers())
                .extracting(Handler::actor)
                .isEqualTo(List.of("agent-4", "agent-7", "agent-6", "agent-5", "agent-3"));
    }

    @Test
    void the_first_answer_is_told_apart_from_what_comes_after_it() {
        Dealings waiting = after(asks("m1", 1));

        assertThat(waiting.answeredBy(answers(2))).isEqualTo(waiting.waiting());
        assertThat(after(asks("m1", 1), answers(2)).answeredBy(answers(3))).isNull();
        assertThat(after(asks("m1", 5)).answeredBy(answers(3))).isNull();
    }
}
