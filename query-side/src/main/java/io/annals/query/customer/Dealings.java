package io.annals.query.customer;

import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactId;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who deals with a customer, and whether the customer waits for an answer.
 *
 * <p>An e-mail, a chat message, a form and a missed call want an answer. Whatever the company says to the customer later, on
 * any channel, is one: so is a call that was answered, a visit and an interview, whoever began it.
 *
 * @param handlers who recorded the latest contacts, each once, the latest first; no more than {@value #MOST_HANDLERS}
 * @param answered when the company last spoke to the customer; null if it never has
 * @param waiting since when and for what the customer waits; null when for nothing
 */
public record Dealings(
        List<Handler> handlers,
        @Nullable Instant answered,
        @Nullable Waiting waiting) {
    static final Dealings NONE = new Dealings(List.of(), null, null);
    private static final int MOST_HANDLERS = 5;
    private static final Set<String> MISSED =
            Set.of("missed", "no-answer", "unanswered", "voicemail", "busy", "abandoned", "failed", "cancelled");

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
    public record Waiting(Instant since, Instant latest, ContactKind kind, String channel, ContactId contact) {}

    /** After one more contact; contacts need not come in the order in which they took place. */
    Dealings with(ContactMade made, String actor) {
        Instant when = made.occurredAt();
        List<Handler> dealt = handled(actor, when);
        if (speaks(made)) {
            Instant spoken = answered == null || when.isAfter(answered) ? when : answered;
            return new Dealings(dealt, spoken, stillWaiting(when));
        }
        boolean open = asks(made) && (answered == null || when.isAfter(answered));
        return new Dealings(dealt, answered, open ? asked(made) : waiting);
    }

    /** Nobody waits who cannot be reached any more. */
    Dealings forgotten() {
        return new Dealings(handlers, answered, null);
    }

    /** What this contact is the first answer to; null when to nothing. */
    @Nullable
    Waiting answeredBy(ContactMade made) {
        return waiting != null && speaks(made) && !made.occurredAt().isBefore(waiting.since()) ? waiting : null;
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
        all.sort(Comparator.comparing(Handler::last).reversed().thenComparing(Handler::actor));
        return List.copyOf(all.subList(0, Math.min(MOST_HANDLERS, all.size())));
    }

    /** Told late, an answer may lie before the last question: the customer waits for the answer to that one then. */
    private @Nullable Waiting stillWaiting(Instant answer) {
        if (waiting == null || !answer.isBefore(waiting.latest())) {
            return null;
        }
        return answer.isBefore(waiting.since())
                ? waiting
                : new Waiting(waiting.latest(), waiting.latest(), waiting.kind(), waiting.channel(), waiting.contact());
    }

    private Waiting asked(ContactMade made) {
        Instant when = made.occurredAt();
        Waiting first = new Waiting(
                when,
                when,
                made.kind(),
                made.contact().channel(),
                made.contact().id());
        if (waiting == null) {
            return first;
        }
        return when.isBefore(waiting.since())
                ? new Waiting(when, waiting.latest(), first.kind(), first.channel(), first.contact())
                : new Waiting(
                        waiting.since(),
                        when.isAfter(waiting.latest()) ? when : waiting.latest(),
                        waiting.kind(),
                        waiting.channel(),
                        waiting.contact());
    }

    private static boolean asks(ContactMade made) {
        return made.contact().direction() == Direction.INBOUND
                && switch (made.kind()) {
                    case EMAIL, CHAT, FORM -> true;
                    case CALL -> isMissed(made);
                    case QUESTIONNAIRE, INTERVIEW, PURCHASE, RETURN, VISIT, NOTE -> false;
                };
    }

    private static boolean speaks(ContactMade made) {
        return switch (made.kind()) {
            case CALL -> !isMissed(made);
            case VISIT, INTERVIEW -> true;
            case EMAIL, CHAT, FORM, QUESTIONNAIRE, PURCHASE, RETURN, NOTE ->
                made.contact().direction() == Direction.OUTBOUND;
        };
    }

    private static boolean isMissed(ContactMade made) {
        return made instanceof CallMade call
                && call.outcome() != null
                && MISSED.contains(
                        call.outcome().strip().toLowerCase(Locale.ROOT).replaceAll("[ _]", "-"));
    }
}
