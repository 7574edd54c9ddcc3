package io.annals.query.customer;

import io.annals.events.Personal;
import io.annals.events.contact.ContactEvent.CallMade;
import io.annals.events.contact.ContactEvent.ChatMessagePosted;
import io.annals.events.contact.ContactEvent.ContactMade;
import io.annals.events.contact.ContactEvent.EmailReceived;
import io.annals.events.contact.ContactEvent.EmailSent;
import io.annals.events.contact.ContactEvent.FormSubmitted;
import io.annals.events.contact.ContactEvent.InterviewHeld;
import io.annals.events.contact.ContactEvent.NoteTaken;
import io.annals.events.contact.ContactEvent.PurchaseMade;
import io.annals.events.contact.ContactEvent.PurchaseReturned;
import io.annals.events.contact.ContactEvent.QuestionAnswered;
import io.annals.events.contact.ContactEvent.VisitMade;
import io.annals.events.contact.ContactKind;
import io.annals.events.contact.Direction;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The latest contact between company and customer, for whoever looks through a list. Notes are none: nobody said them to the
 * customer.
 *
 * @param at when it took place
 * @param actor who recorded it
 * @param said its beginning, at most {@value #LETTERS} characters in one line; null where nothing was said, or it is erased
 */
public record LatestContact(
        ContactKind kind,
        String channel,
        Direction direction,
        Instant at,
        String actor,
        @Nullable String said) {
    private static final int LETTERS = 160;

    /**
     * After one more contact; contacts need not come in the order in which they took place, and of two at once the last told
     * counts.
     *
     * @param when it took place, and not after it was recorded
     */
    static @Nullable LatestContact with(@Nullable LatestContact before, ContactMade made, Instant when, String actor) {
        Direction direction = made.contact().direction();
        boolean between = direction != Direction.INTERNAL;
        if (!between || (before != null && when.isBefore(before.at()))) {
            return before;
        }
        return new LatestContact(made.kind(), made.contact().channel(), direction, when, actor, beginning(said(made)));
    }

    /** What was said goes; that there was something stays. */
    LatestContact forgotten() {
        return new LatestContact(kind, channel, direction, at, actor, null);
    }

    private static @Nullable String said(ContactMade made) {
        return switch (made) {
            case EmailReceived e -> first(e.subject(), e.text());
            case EmailSent e -> first(e.subject(), e.text());
            case CallMade e -> first(e.summary());
            case ChatMessagePosted e -> first(e.text());
            case FormSubmitted e ->
                e.fields() instanceof Personal.Known<Map<String, String>>(Map<String, String> fields)
                        ? fields.values().stream()
                                .filter(value -> !value.isBlank())
                                .collect(Collectors.joining(" · "))
                        : null;
            case QuestionAnswered e -> first(e.answer());
            case InterviewHeld e -> first(e.summary());
            case VisitMade e -> first(e.report());
            case PurchaseMade _, PurchaseReturned _, NoteTaken _ -> null;
        };
    }

    @SafeVarargs
    private static @Nullable String first(@Nullable Personal<String>... texts) {
        return Stream.of(texts)
                .map(text -> text instanceof Personal.Known<String>(String known) && !known.isBlank() ? known : null)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Never half of a character. */
    private static @Nullable String beginning(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LETTERS) {
            return line.isEmpty() ? null : line;
        }
        int end = Character.isHighSurrogate(line.charAt(LETTERS - 2)) ? LETTERS - 2 : LETTERS - 1;
        return line.substring(0, end) + "…";
    }
}
