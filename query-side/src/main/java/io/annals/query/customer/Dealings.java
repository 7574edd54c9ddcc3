package io.annals.query.customer;

import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.query.customer.OpenQuestions.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who deals with a customer, and whether the customer waits for an answer.
 *
 * <p>An e-mail, a chat or other message, a form and a missed call want an answer. Whatever the company says to the customer, on any
 * channel, is one: so is a call that was answered, a visit and an interview, whoever began it. Which question it answers, and
 * what that means when clocks and the order of the log disagree: {@link OpenQuestions}.
 *
 * @param handlers who recorded the latest contacts, each once, the latest first; no more than {@value #MOST_HANDLERS}
 * @param questions what has not been answered, and when the company last spoke
 * @param waiting since when and for what the customer waits; null when for nothing. Follows from the questions, and is found by
 */
public record Dealings(
        List<Handler> handlers,
        OpenQuestions questions,
        @Nullable Waiting waiting) {
    static final Dealings NONE = of(List.of(), OpenQuestions.NONE);
    private static final int MOST_HANDLERS = 5;
    private static final Comparator<Handler> LATEST_FIRST =
            Comparator.comparing(Handler::last).reversed().thenComparing(Handler::actor);

    /** @param last when the latest contact took place that this actor recorded */
    public record Handler(String actor, Instant last) {}

    /**
     * What has not been answered.
     *
     * @param since when the first of it came in
     * @param latest when the last of it came in
     * @param kind of the first
     * @param channel of the first
     * @param contact the first
     */
    public record Waiting(Instant since, Instant latest, ContactKind kind, String channel, ContactId contact) {
        static @Nullable Waiting of(List<Question> open) {
            if (open.isEmpty()) {
                return null;
            }
            Question first = open.getFirst();
            return new Waiting(first.asked(), open.getLast().asked(), first.kind(), first.channel(), first.contact());
        }
    }

    private static Dealings of(List<Handler> handlers, OpenQuestions questions) {
        return new Dealings(handlers, questions, Waiting.of(questions.open()));
    }

    /**
     * After one more contact; contacts need not come in the order in which they took place.
     *
     * @param recorded when the log heard of it
     */
    Dealings with(ContactMade made, Instant recorded, String actor) {
        Instant when = OpenQuestions.tookPlace(made.occurredAt(), recorded);
        List<Handler> dealt = handled(actor, when);
        if (made.speaks()) {
            return of(dealt, questions.answered(when, recorded));
        }
        return of(
                dealt,
                made.asks()
                        ? questions.asked(new Question(
                                when,
                                made.kind(),
                                made.contact().channel(),
                                made.contact().id()))
                        : questions);
    }

    /** Those of customers who are one: whoever of them waits, they wait. */
    static Dealings together(List<Dealings> several) {
        Map<String, Handler> latest = new HashMap<>();
        several.forEach(dealings -> dealings.handlers.forEach(handler ->
                latest.merge(handler.actor(), handler, (a, b) -> b.last().isAfter(a.last()) ? b : a)));
        return of(
                latest.values().stream()
                        .sorted(LATEST_FIRST)
                        .limit(MOST_HANDLERS)
                        .toList(),
                OpenQuestions.together(several.stream().map(Dealings::questions).toList()));
    }

    /** Nobody waits who cannot be reached any more. */
    Dealings forgotten() {
        return of(handlers, new OpenQuestions(List.of(), questions.answered()));
    }

    /** The first question that this contact is the answer to; null when it is to none. */
    @Nullable
    Question answeredBy(ContactMade made, Instant recorded) {
        return made.speaks()
                ? questions.firstAnswered(OpenQuestions.tookPlace(made.occurredAt(), recorded), recorded)
                : null;
    }

    private List<Handler> handled(String actor, Instant when) {
        List<Handler> all = new ArrayList<>(handlers);
        Instant before = handlers.stream()
                .filter(handler -> handler.actor().equals(actor))
                .map(Handler::last)
                .findFirst()
                .orElse(when);
        all.removeIf(handler -> handler.actor().equals(actor));
        all.add(new Handler(actor, when.isAfter(before) ? when : before));
        all.sort(LATEST_FIRST);
        return List.copyOf(all.subList(0, Math.min(MOST_HANDLERS, all.size())));
    }
}
