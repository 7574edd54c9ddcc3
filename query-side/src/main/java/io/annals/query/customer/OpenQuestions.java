package io.annals.query.customer;

import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer has asked and nobody has answered: the one place that says what <i>waiting</i> is. A customer waits as long
 * as a question is open, since the earliest of these.
 *
 * <p>Whether something that the company said answers a question hangs on two orders that may contradict each other: when each
 * took place, as the channels' clocks have it, and the order in which the log has heard of them. Clocks of channels differ, by
 * {@link #CLOCKS_DIFFER} at most; what lies further apart is told late, and its clock is believed. So an answer ends
 *
 * <ul>
 *   <li>what was recorded before it and asked no later than it was given, or, if it was told at once, up to {@link
 *       #CLOCKS_DIFFER} later: its clock is slow. An answer that is told late ends nothing that was asked after it.
 *   <li>what is recorded behind it and was asked more than {@link #CLOCKS_DIFFER} before it: a question that is told late. What
 *       is recorded behind it and lies closer was asked by somebody who had the answer: the answer's clock is fast.
 * </ul>
 *
 * A contact cannot have taken place after it was recorded: one from the future took place when it was recorded (the log's
 * clock is one for all). In doubt the customer waits: a question too many on the list is seen and closed, one that is hidden is
 * not.
 *
 * @param open the earliest first, no more than {@value #MOST}: beyond it the second is forgotten, so that the first and the
 *     latest stay
 * @param answered when the company last spoke to the customer; null if it never has
 */
public record OpenQuestions(List<Question> open, @Nullable Instant answered) {
    /** How far clocks of channels are believed to be apart at most. */
    static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);

    static final OpenQuestions NONE = new OpenQuestions(List.of(), null);
    private static final int MOST = 50;
    private static final Comparator<Question> EARLIEST_FIRST = Comparator.comparing(Question::asked)
            .thenComparing(question -> question.contact().value());

    /** @param asked when, and not after it was recorded */
    public record Question(Instant asked, ContactKind kind, String channel, ContactId contact) {}

    /** When a contact took place, as far as that can be believed. */
    static Instant tookPlace(Instant occurred, Instant recorded) {
        return occurred.isAfter(recorded) ? recorded : occurred;
    }

    /** After a question that was recorded behind all that is known here. */
    OpenQuestions asked(Question question) {
        if (answered != null && answered.isAfter(question.asked().plus(CLOCKS_DIFFER))) {
            return this;
        }
        List<Question> all = Stream.concat(open.stream(), Stream.of(question))
                .sorted(EARLIEST_FIRST)
                .toList();
        if (all.size() > MOST) {
            all = new ArrayList<>(all);
            all.remove(1);
        }
        return new OpenQuestions(List.copyOf(all), answered);
    }

    /** After something that the company said at that time and that was recorded then, behind all that is known here. */
    OpenQuestions answered(Instant at, Instant recorded) {
        Instant latest = answered == null || at.isAfter(answered) ? at : answered;
        return new OpenQuestions(
                open.stream()
                        .filter(question -> !isAnswered(question, at, recorded))
                        .toList(),
                latest);
    }

    /**
     * Those of customers who are one: what one of them asked is answered by what the company said to another of them at that
     * time or later.
     */
    static OpenQuestions together(List<OpenQuestions> several) {
        List<Question> open = new ArrayList<>();
        for (OpenQuestions one : several) {
            one.open.stream()
                    .filter(question -> several.stream()
                            .allMatch(other -> other.equals(one)
                                    || other.answered == null
                                    || question.asked().isAfter(other.answered)))
                    .forEach(open::add);
        }
        open.sort(EARLIEST_FIRST);
        while (open.size() > MOST) {
            open.remove(1);
        }
        return new OpenQuestions(
                List.copyOf(open),
                several.stream()
                        .map(OpenQuestions::answered)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null));
    }

    /** The earliest of the questions that this would end; null: none. */
    @Nullable
    Question firstAnswered(Instant at, Instant recorded) {
        return open.stream()
                .filter(question -> isAnswered(question, at, recorded))
                .findFirst()
                .orElse(null);
    }

    private static boolean isAnswered(Question before, Instant answer, Instant recorded) {
        boolean atOnce = !recorded.isAfter(answer.plus(CLOCKS_DIFFER));
        return !before.asked().isAfter(atOnce ? answer.plus(CLOCKS_DIFFER) : answer);
    }
}
