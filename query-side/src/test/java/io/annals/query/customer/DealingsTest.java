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
import io.annals.events.contact.ContactEvent.MessageSent;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.Direction;
import io.annals.events.contact.Vocabulary;
import io.annals.query.customer.Dealings.Handler;
import io.annals.query.customer.Dealings.Waiting;
import io.annals.query.customer.OpenQuestions.Question;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("quick")
class DealingsTest {
    /** When the log hears of all this. */
    private static final Instant LATER = day(100);

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
        return new CallMade(
                contact("call-" + day, direction, day),
                null,
                outcome == null ? null : Vocabulary.OUTCOME.read(outcome),
                null);
    }

    private static Dealings after(ContactMade... contacts) {
        Dealings dealings = Dealings.NONE;
        for (ContactMade made : contacts) {
            dealings = dealings.with(made, LATER, "anna");
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

    private static ContactMade message(Direction direction, int day) {
        Personal<String> text = Personal.of("now");
        return new MessageSent(contact("message-" + day, direction, day), text, null, text, null);
    }

    @Test
    void a_message_asks_or_answers_whichever_way_it_goes() {
        assertThat(since(message(Direction.INBOUND, 1))).isEqualTo(day(1));
        assertThat(since(asks("m1", 1), message(Direction.OUTBOUND, 2))).isNull();
        assertThat(since(message(Direction.OUTBOUND, 1))).isNull();
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
            dealings = dealings.with(asks("m" + i, i), LATER, "agent-" + i);
        }
        dealings = dealings.with(asks("again", 8), LATER, "agent-4");

        assertThat(dealings.handlers())
                .extracting(Handler::actor)
                .isEqualTo(List.of("agent-4", "agent-7", "agent-6", "agent-5", "agent-3"));
    }

    @Test
    void a_contact_that_is_told_late_moves_nobody_back_and_nobody_forward() {
        Dealings dealings = Dealings.NONE
                .with(asks("m1", 5), LATER, "anna")
                .with(asks("m2", 2), LATER, "bob")
                .with(asks("m3", 3), LATER, "anna");

        assertThat(dealings.handlers()).containsExactly(new Handler("anna", day(5)), new Handler("bob", day(2)));
    }

    @Test
    void of_two_questions_at_once_the_order_of_arrival_says_nothing() {
        assertThat(after(asks("b", 1), asks("a", 1))).isEqualTo(after(asks("a", 1), asks("b", 1)));
    }

    @Test
    void the_first_answer_is_told_apart_from_what_comes_after_it() {
        assertThat(after(asks("m1", 1)).answeredBy(answers(2), LATER))
                .extracting(Question::asked, Question::channel)
                .containsExactly(day(1), "channel-m1");
        assertThat(after(asks("m1", 1), answers(2)).answeredBy(answers(3), LATER))
                .isNull();
        assertThat(after(asks("m1", 5)).answeredBy(answers(3), LATER)).isNull();
    }

    private static ContactMade stamped(boolean question, String id, String time) {
        Personal<String> text = Personal.of("text");
        Contact contact = new Contact(
                new ContactId(id),
                ANN,
                "channel-" + id,
                question ? Direction.INBOUND : Direction.OUTBOUND,
                Personal.of(id),
                Instant.parse("2026-03-05T" + time + "Z"),
                "print-" + id);
        return question ? new EmailReceived(contact, text, text, text) : new EmailSent(contact, text, text, text);
    }

    @Test
    void a_question_behind_an_answer_whose_clock_is_fast_is_not_hidden_by_it() {
        assertThat(after(
                                stamped(true, "q1", "09:00:00"),
                                stamped(false, "ahead", "09:12:00"),
                                stamped(true, "q2", "09:05:00"))
                        .waiting())
                .extracting(Waiting::since, Waiting::channel)
                .containsExactly(Instant.parse("2026-03-05T09:05:00Z"), "channel-q2");
        assertThat(since(stamped(false, "day", "00:00:00"), stamped(true, "too", "00:00:00")))
                .as("stamps that name the day alone")
                .isEqualTo("2026-03-05T00:00:00Z");
        assertThat(since(stamped(false, "answer", "09:16:00"), stamped(true, "late", "09:00:00")))
                .as("a question that is told late")
                .isNull();
    }

    @Test
    void an_answer_that_is_told_late_ends_what_was_asked_before_it_and_nothing_else() {
        assertThat(after(
                                stamped(true, "first", "08:00:00"),
                                stamped(true, "second", "08:30:00"),
                                stamped(true, "third", "09:00:00"),
                                stamped(false, "late", "08:10:00"))
                        .waiting())
                .extracting(Waiting::since, Waiting::latest, Waiting::channel)
                .containsExactly(
                        Instant.parse("2026-03-05T08:30:00Z"), Instant.parse("2026-03-05T09:00:00Z"), "channel-second");
        assertThat(since(stamped(true, "q", "08:10:00"), stamped(false, "late", "08:05:00")))
                .as("by five minutes as well")
                .isEqualTo("2026-03-05T08:10:00Z");
    }

    @Test
    void an_answer_that_is_told_at_once_by_a_slow_clock_is_one() {
        ContactMade asked = stamped(true, "q", "08:10:00");
        ContactMade answer = stamped(false, "slow", "08:08:00");
        Dealings waiting = Dealings.NONE.with(asked, asked.occurredAt(), "mail");

        assertThat(waiting.with(answer, asked.occurredAt().plusSeconds(30), "anna")
                        .waiting())
                .isNull();
    }

    @Test
    void a_contact_from_the_future_took_place_when_it_was_recorded() {
        Instant recorded = Instant.parse("2026-03-05T09:00:00Z");
        Dealings answered = Dealings.NONE.with(stamped(false, "ahead", "15:00:00"), recorded, "anna");
        ContactMade asked = stamped(true, "q", "09:20:00");

        assertThat(answered.handlers()).containsExactly(new Handler("anna", recorded));
        assertThat(answered.with(asked, asked.occurredAt(), "mail").waiting())
                .extracting(Waiting::since)
                .isEqualTo(asked.occurredAt());
        assertThat(Dealings.NONE
                        .with(stamped(true, "ahead", "15:00:00"), recorded, "mail")
                        .waiting())
                .extracting(Waiting::since)
                .isEqualTo(recorded);
    }

    @Test
    void of_very_many_questions_the_first_and_the_latest_are_known() {
        Dealings dealings = Dealings.NONE;
        for (int i = 1; i <= 80; i++) {
            dealings = dealings.with(asks("m" + i, i), LATER, "mail");
        }

        assertThat(dealings.questions().open()).hasSize(50);
        assertThat(dealings.waiting())
                .extracting(Waiting::since, Waiting::latest)
                .containsExactly(day(1), day(80));
        assertThat(dealings.with(answers(1), LATER, "anna").waiting())
                .extracting(Waiting::since)
                .isEqualTo(day(32));
    }
}
