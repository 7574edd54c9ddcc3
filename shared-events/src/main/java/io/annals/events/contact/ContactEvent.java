package io.annals.events.contact;

import io.annals.events.CustomerId;
import io.annals.events.Fact;
import io.annals.events.Field;
import io.annals.events.Open;
import io.annals.events.Personal;
import io.annals.events.PublicName;
import io.annals.events.TellsOf;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.joda.money.Money;
import org.jspecify.annotations.Nullable;

/** The family of the streams {@code contact-…}. */
public sealed interface ContactEvent extends Fact {
    @Override
    CustomerId customer();

    /** A contact took place; the first fact of its stream. One record a kind (and for e-mail a direction). */
    sealed interface ContactMade extends ContactEvent {
        Contact contact();

        @Override
        default CustomerId customer() {
            return contact().customer();
        }

        @Override
        default Instant occurredAt() {
            return contact().occurredAt();
        }

        @Override
        default String stream() {
            return contact().id().stream();
        }

        default ContactKind kind() {
            return ContactKind.of(getClass());
        }

        /** The same, with this in the place of what every contact has. */
        ContactMade with(Contact other);

        /** What was said between company and customer, the briefest first; empty where nothing was, or only among colleagues. */
        List<Personal<String>> said();

        /** Whether the customer waits for an answer to it. */
        default boolean asks() {
            return false;
        }

        /** Whether the company says something to the customer by it, which answers what they asked. */
        default boolean speaks() {
            return contact().direction() == Direction.OUTBOUND;
        }

        @SafeVarargs
        private static List<Personal<String>> texts(@Nullable Personal<String>... texts) {
            return Stream.of(texts).filter(Objects::nonNull).toList();
        }
    }

    @PublicName("contact.EmailReceived")
    record EmailReceived(
            Contact contact,
            @TellsOf(Field.IDENTITIES) Personal<String> from,
            @TellsOf(Field.TEXTS) Personal<String> subject,
            @TellsOf(Field.TEXTS) Personal<String> text)
            implements ContactMade {
        @Override
        public EmailReceived with(Contact other) {
            return new EmailReceived(other, from, subject, text);
        }

        @Override
        public List<Personal<String>> said() {
            return ContactMade.texts(subject, text);
        }

        @Override
        public boolean asks() {
            return contact.direction() == Direction.INBOUND;
        }
    }

    @PublicName("contact.EmailSent")
    record EmailSent(
            Contact contact,
            @TellsOf(Field.IDENTITIES) Personal<String> to,
            @TellsOf(Field.TEXTS) Personal<String> subject,
            @TellsOf(Field.TEXTS) Personal<String> text)
            implements ContactMade {
        @Override
        public EmailSent with(Contact other) {
            return new EmailSent(other, to, subject, text);
        }

        @Override
        public List<Personal<String>> said() {
            return ContactMade.texts(subject, text);
        }
    }

    /** A call in either direction; {@code outcome} as {@link Vocabulary#OUTCOME} names it. */
    @PublicName("contact.CallMade")
    record CallMade(
            Contact contact,
            @Open @Nullable Duration duration,
            @Nullable CodedText outcome,
            @TellsOf(Field.NOTES) @Nullable Personal<String> summary)
            implements ContactMade {
        /** Whether nobody spoke to anybody, as far as the outcome tells. */
        public boolean missed() {
            return outcome != null && outcome.code() != null && Vocabulary.MISSED.contains(outcome.code());
        }

        @Override
        public CallMade with(Contact other) {
            return new CallMade(other, duration, outcome, summary);
        }

        @Override
        public List<Personal<String>> said() {
            return ContactMade.texts(summary);
        }

        /** Who was missed waits. */
        @Override
        public boolean asks() {
            return contact.direction() == Direction.INBOUND && missed();
        }

        /** Whoever called, they spoke to each other. */
        @Override
        public boolean speaks() {
            return !missed();
        }
    }

    /** One message of a chat; {@code conversation} is the chat's own id of the talk it belongs to. */
    @PublicName("contact.ChatMessagePosted")
    record ChatMessagePosted(
            Contact contact,
            @TellsOf(Field.TEXTS) @Nullable Personal<String> conversation,
            @TellsOf(Field.TEXTS) Personal<String> text)
            implements ContactMade {
        @Override
        public ChatMessagePosted with(Contact other) {
            return new ChatMessagePosted(other, conversation, text);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of(text);
        }

        @Override
        public boolean asks() {
            return contact.direction() == Direction.INBOUND;
        }
    }

    /**
     * A message by messenger or SMS, in either direction.
     *
     * @param address the customer's number or name there
     * @param conversation the messenger's own id of the talk it belongs to
     * @param mediaType of what came with the text (RFC 6838), such as {@code image/jpeg}; null where nothing did
     */
    @PublicName("contact.MessageSent")
    record MessageSent(
            Contact contact,
            @TellsOf(Field.IDENTITIES) Personal<String> address,
            @TellsOf(Field.TEXTS) @Nullable Personal<String> conversation,
            @TellsOf(Field.TEXTS) Personal<String> text,
            @Open @Nullable String mediaType)
            implements ContactMade {
        @Override
        public MessageSent with(Contact other) {
            return new MessageSent(other, address, conversation, text, mediaType);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of(text);
        }

        @Override
        public boolean asks() {
            return contact.direction() == Direction.INBOUND;
        }
    }

    @PublicName("contact.FormSubmitted")
    record FormSubmitted(
            Contact contact,
            CodedText form,
            @TellsOf(Field.TEXTS) Personal<Map<String, String>> fields) implements ContactMade {
        @Override
        public FormSubmitted with(Contact other) {
            return new FormSubmitted(other, form, fields);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of(fields.map(told ->
                    told.values().stream().filter(value -> !value.isBlank()).collect(Collectors.joining(" · "))));
        }

        @Override
        public boolean asks() {
            return contact.direction() == Direction.INBOUND;
        }
    }

    @PublicName("contact.QuestionAnswered")
    record QuestionAnswered(
            Contact contact,
            CodedText questionnaire,
            CodedText question,
            @TellsOf(Field.TEXTS) Personal<String> answer) implements ContactMade {
        @Override
        public QuestionAnswered with(Contact other) {
            return new QuestionAnswered(other, questionnaire, question, answer);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of(answer);
        }
    }

    @PublicName("contact.InterviewHeld")
    record InterviewHeld(
            Contact contact,
            @TellsOf(Field.TEXTS) Personal<String> topic,
            @Open @Nullable Duration duration,
            @TellsOf(Field.NOTES) @Nullable Personal<String> summary)
            implements ContactMade {
        @Override
        public InterviewHeld with(Contact other) {
            return new InterviewHeld(other, topic, duration, summary);
        }

        @Override
        public List<Personal<String>> said() {
            return ContactMade.texts(summary);
        }

        @Override
        public boolean speaks() {
            return true;
        }
    }

    /**
     * A purchase, all lines in one currency.
     *
     * @param total the sum of the lines' prices
     * @param store where, if the channel does not say it
     * @param paymentMethod how it was paid, such as {@code card} or {@code cash}, where known
     * @param reason why it was bought, such as {@code gift}, where known
     */
    @PublicName("contact.PurchaseMade")
    record PurchaseMade(
            Contact contact,
            List<PurchaseLine> lines,
            @TellsOf(Field.MONEY) Money total,
            @Nullable CodedText store,
            @Nullable CodedText paymentMethod,
            @TellsOf(Field.TEXTS) @Nullable CodedText reason)
            implements ContactMade {
        @Override
        public PurchaseMade with(Contact other) {
            return new PurchaseMade(other, lines, total, store, paymentMethod, reason);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of();
        }
    }

    /** Goods came back; what it does to the purchase is {@link LinesTakenBack}, in the same commit. */
    @PublicName("contact.PurchaseReturned")
    record PurchaseReturned(
            Contact contact,
            ContactId purchase,
            List<ReturnedLine> lines,
            @TellsOf(Field.MONEY) Money refund,
            @TellsOf(Field.TEXTS) @Nullable CodedText reason)
            implements ContactMade {
        @Override
        public PurchaseReturned with(Contact other) {
            return new PurchaseReturned(other, purchase, lines, refund, reason);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of();
        }
    }

    @PublicName("contact.VisitMade")
    record VisitMade(
            Contact contact,
            @TellsOf(Field.IDENTITIES) @Nullable Personal<String> address,
            @Open @Nullable Duration duration,
            @TellsOf(Field.NOTES) Personal<String> report)
            implements ContactMade {
        @Override
        public VisitMade with(Contact other) {
            return new VisitMade(other, address, duration, report);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of(report);
        }

        @Override
        public boolean speaks() {
            return true;
        }
    }

    /** @param mentions login names of the colleagues who are to see it; may be empty */
    @TellsOf(Field.NOTES)
    @PublicName("contact.NoteTaken")
    record NoteTaken(
            Contact contact,
            @TellsOf(Field.NOTES) Personal<String> text,
            @TellsOf(Field.COLLEAGUES) Set<String> mentions)
            implements ContactMade {
        /** A note that mentions nobody. */
        public NoteTaken(Contact contact, Personal<String> text) {
            this(contact, text, Set.of());
        }

        @Override
        public NoteTaken with(Contact other) {
            return new NoteTaken(other, text, mentions);
        }

        @Override
        public List<Personal<String>> said() {
            return List.of();
        }
    }

    /**
     * Lines of this purchase went back, by the contact {@code takenBackBy}. Told in the purchase's own stream, so that
     * no line goes back twice, and of the customer who bought, whoever brought the goods.
     *
     * @param totalBefore what the purchase came to before this return
     * @param totalAfter what it comes to now: never below zero, {@code totalBefore} less the lines' refunds
     */
    @PublicName("contact.LinesTakenBack")
    record LinesTakenBack(
            ContactId purchase,
            CustomerId customer,
            ContactId takenBackBy,
            List<ReturnedLine> lines,
            @TellsOf(Field.MONEY) Money totalBefore,
            @TellsOf(Field.MONEY) Money totalAfter,
            Instant occurredAt)
            implements ContactEvent {
        @Override
        public String stream() {
            return purchase.stream();
        }
    }
}
