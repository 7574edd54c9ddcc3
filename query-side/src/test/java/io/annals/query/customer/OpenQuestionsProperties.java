package io.annals.query.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.query.customer.OpenQuestions.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** What waiting is, whatever the clocks say and in whichever order the log hears of it. */
@Tag("quick")
class OpenQuestionsProperties {
    private static final Instant START = Instant.parse("2026-11-28T08:00:00Z");
    private static final Duration FAR = Duration.ofDays(30);

    /** @param place in the order in which the log heard of them */
    private record Heard(int place, boolean answer, Instant occurred, Instant recorded) {
        Instant when() {
            return OpenQuestions.tookPlace(occurred, recorded);
        }

        Question question() {
            return new Question(when(), ContactKind.CHAT, "chat", new ContactId(String.valueOf(place)));
        }
    }

    private static OpenQuestions after(List<Heard> all) {
        OpenQuestions questions = OpenQuestions.NONE;
        for (Heard one : all) {
            questions = one.answer() ? questions.answered(one.when(), one.recorded()) : questions.asked(one.question());
        }
        return questions;
    }

    /** As OpenQuestions says it in words, of each question and each answer on their own. */
    private static boolean ends(Heard answer, Heard question) {
        long minutes = Duration.between(question.when(), answer.when()).toMinutes();
        boolean toldAtOnce = Duration.between(answer.when(), answer.recorded()).toMinutes() <= 15;
        return answer.place() > question.place() ? minutes >= (toldAtOnce ? -15 : 0) : minutes > 15;
    }

    private static List<Question> openBy(List<Heard> all) {
        return all.stream()
                .filter(one -> !one.answer())
                .filter(question -> all.stream().noneMatch(one -> one.answer() && ends(one, question)))
                .map(Heard::question)
                .toList();
    }

    /** Contacts whose clocks are minutes, hours or not at all off, told at once, late, or before they are said to be. */
    @Provide
    Arbitrary<List<Heard>> stories() {
        Arbitrary<Integer> off = Arbitraries.oneOf(
                Arbitraries.of(0, -15, -16, 15, 16),
                Arbitraries.integers().between(-20, 20),
                Arbitraries.integers().between(-300, 60));
        Arbitrary<int[]> one = Combinators.combine(
                        Arbitraries.of(0, 1), off, Arbitraries.integers().between(0, 30))
                .as((answer, minutes, after) -> new int[] {answer, minutes, after});
        return one.list().ofMaxSize(14).map(steps -> {
            List<Heard> all = new ArrayList<>();
            Instant recorded = START;
            for (int[] step : steps) {
                recorded = recorded.plus(Duration.ofMinutes(step[2]));
                all.add(new Heard(all.size(), step[0] == 1, recorded.plus(Duration.ofMinutes(step[1])), recorded));
            }
            return all;
        });
    }

    @Property
    void open_is_what_no_answer_ends(@ForAll("stories") List<Heard> all) {
        assertThat(after(all).open()).containsExactlyInAnyOrderElementsOf(openBy(all));
    }

    @Property
    void whoever_asks_behind_every_answer_and_not_long_before_it_waits(@ForAll("stories") List<Heard> all) {
        OpenQuestions before = after(all);
        Instant latest = before.answered() == null ? START : before.answered();
        Heard last = new Heard(all.size(), false, latest.minus(Duration.ofMinutes(15)), START.plus(FAR));

        assertThat(before.asked(last.question()).open()).contains(last.question());
    }

    @Property
    void nobody_waits_since_a_time_that_has_not_come(@ForAll("stories") List<Heard> all) {
        Instant now = all.isEmpty() ? START : all.getLast().recorded();

        assertThat(after(all).open())
                .allSatisfy(question -> assertThat(question.asked()).isBeforeOrEqualTo(now));
    }

    /** A story whose contacts lie further apart than clocks do: heard late, it is the same in all of its orders. */
    @Provide
    Arbitrary<List<Heard>> clearStories() {
        return Arbitraries.of(true, false)
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .map(answers -> IntStream.range(0, answers.size())
                        .mapToObj(i ->
                                new Heard(i, answers.get(i), START.plus(Duration.ofMinutes(16L * i)), START.plus(FAR)))
                        .toList());
    }

    @Property(tries = 126) // there are no more: each in up to 720 orders
    void where_clocks_do_not_contradict_each_other_the_order_of_arrival_is_nothing(
            @ForAll("clearStories") List<Heard> story) {
        List<Question> open = openBy(story);
        int[] orders = {0};
        inAllOrders(new ArrayList<>(), story, heard -> {
            orders[0]++;
            assertThat(after(heard).open()).isEqualTo(open);
        });
        assertThat(orders[0]).isEqualTo(IntStream.rangeClosed(1, story.size()).reduce(1, (a, b) -> a * b));
    }

    private interface Order {
        void of(List<Heard> heard);
    }

    private static void inAllOrders(List<Heard> begun, List<Heard> rest, Order order) {
        if (rest.isEmpty()) {
            order.of(begun);
        }
        for (Heard next : rest) {
            List<Heard> longer = new ArrayList<>(begun);
            longer.add(next);
            inAllOrders(longer, rest.stream().filter(one -> one != next).toList(), order);
        }
    }
}
